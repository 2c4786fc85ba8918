using QuantumTrader.Operator.Notifications;
using QuantumTrader.Operator.Notifications.Sending;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Operator.Tests.Notifications.Sending;

/// <summary>The sending side of one receiver, on a clock that a test moves.</summary>
internal sealed class LoopBench : IAsyncDisposable
{
    public const double GroupSec = 5;

    private readonly ReceiverLoop _loop;
    private bool _isDisposed;

    public LoopBench(ScriptedReceiver receiver, int queue = 1000)
    {
        Receiver = receiver;
        Metrics = new NotificationMetrics(new MetricSet("notifier"));
        _loop = new ReceiverLoop(receiver, new NotificationOptions { GroupSeconds = GroupSec, QueueLength = queue }, Metrics, Time, Log);
    }

    public ManualTime Time { get; } = new();

    public ListLog Log { get; } = new();

    public ScriptedReceiver Receiver { get; }

    public NotificationMetrics Metrics { get; }

    /// <summary>Of each try, the texts of its events.</summary>
    public string[] Tried => [.. Receiver.Tries.Select(message => string.Join(' ', message.Events.Select(one => one.Text)))];

    public void Offer(params string[] texts)
    {
        foreach (var text in texts)
            _loop.Offer(Given.News(text));
    }

    public Task UntilTriedAsync(int times) => Patience.UntilAsync(() => Receiver.Tries.Count >= times, $"{times} tries; there were {Receiver.Tries.Count}");

    /// <summary>The loop waits for its clock.</summary>
    public Task UntilWaitingAsync() => Patience.UntilAsync(() => Time.TimerCount > 0, "a wait");

    /// <summary>The loop waits for its clock, which then moves on.</summary>
    public async Task PassAsync(double seconds)
    {
        await UntilWaitingAsync();
        Time.Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>The loop has nothing to do and waits for nobody.</summary>
    public Task UntilSentAsync(int messages) => Patience.UntilAsync(() => Metrics.Sent.Value("scripted") == messages, $"{messages} messages; there were {Metrics.Sent.Value("scripted")}");

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        var end = _loop.DisposeAsync().AsTask();
        while (!end.IsCompleted)
        {
            // What is left of the time to flush.
            Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(2);
        }

        await end;
    }

    /// <summary>As when the process ends; the clock stands still.</summary>
    public Task EndAsync()
    {
        _isDisposed = true;
        return _loop.DisposeAsync().AsTask();
    }
}
