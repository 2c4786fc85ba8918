using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using QuantumTrader.Domain;
using QuantumTrader.Operator.Notifications.Receivers;

namespace QuantumTrader.Operator.Notifications.Sending;

/// <summary>
/// Sends to one receiver, on a task of its own behind a bounded queue. The first event of a quiet time goes out at once; then a pause collects what comes, and it goes out as one message.
/// A full queue drops its oldest events, and the next message that gets through says how many were lost.
/// </summary>
/// <remarks>
/// What surely did not arrive is tried again, with a growing pause, until it does. A message that may have arrived (no answer in time, a connection lost in between) is tried without end
/// only where the receiver knows its id. People are told such a message at most three times: a kill switch that is told twice costs a glance, one that is not told costs more, and a receiver
/// that takes every message and never answers must not be flooded with the same one for ever.
/// </remarks>
internal sealed class ReceiverLoop : IAsyncDisposable
{
    private const int MostUnanswered = 3;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(2);

    private readonly IReceiver _receiver;
    private readonly NotificationMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly TimeSpan _pause;
    private readonly int _maxLines;
    private readonly ResiliencePipeline<Delivery> _retries;

    // Both sides.
    private readonly Channel<Notification> _queue;
    private readonly Lock _gate = new();
    private long _lost;

    // The sending side.
    private DateTimeOffset _quietUntil = DateTimeOffset.MinValue;
    private int _unanswered;
    private Delivery _last;

    // The end.
    private readonly CancellationTokenSource _hurry = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public ReceiverLoop(IReceiver receiver, NotificationOptions options, NotificationMetrics metrics, TimeProvider time, ILogger log)
    {
        (_receiver, _metrics, _time, _log) = (receiver, metrics, time, log);
        (_pause, _maxLines) = (TimeSpan.FromSeconds(options.GroupSeconds), options.MaxLines);
        _queue = Channel.CreateBounded<Notification>(
            new BoundedChannelOptions(options.QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Lose(1));
        _retries = new ResiliencePipelineBuilder<Delivery> { TimeProvider = time }.AddRetry(Retries()).Build();
        metrics.Declare(receiver.Name);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Never waits.</summary>
    public void Offer(Notification notification)
    {
        _queue.Writer.TryWrite(notification);
        ShowQueue();
    }

    /// <summary>Gives what is queued a short time to get out.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_queue.Writer.TryComplete())
            return;
        await _hurry.CancelAsync();
        await Task.WhenAny(_loop, Task.Delay(FlushTime, _time));
        await _stop.CancelAsync();
        await _loop;
        if (_queue.Reader.Count is var left and > 0)
            _log.LogWarning("{Receiver}: {Count} events were not told before the end", _receiver.Name, left);
        _receiver.Dispose();
        _hurry.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_stop.Token))
            {
                await CollectAsync();
                var events = Take();
                if (events.Count > 0)
                    await SendAsync(events);
                _quietUntil = _time.GetUtcNow() + _pause;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The time to flush is over.
        }
        catch (Exception broken)
        {
            // A defect here must not take the stage with it; only the kind of it is told, since a message may hold the address.
            _metrics.ReceiverUp.Set(0, _receiver.Name);
            _log.LogError("{Receiver}: nothing more is sent: {Kind}", _receiver.Name, broken.GetType().Name);
        }
    }

    private async Task CollectAsync()
    {
        var wait = _quietUntil - _time.GetUtcNow();
        if (wait <= TimeSpan.Zero || _hurry.IsCancellationRequested)
            return;
        try
        {
            await Task.Delay(wait, _time, _hurry.Token);
        }
        catch (OperationCanceledException)
        {
            // What is there goes out now.
        }
    }

    private List<Notification> Take()
    {
        var events = new List<Notification>();
        while (events.Count < _receiver.MostEvents && _queue.Reader.TryRead(out var next))
            events.Add(next);
        ShowQueue();
        return events;
    }

    private async Task SendAsync(List<Notification> events)
    {
        var lost = Interlocked.Exchange(ref _lost, 0);
        var message = OutgoingMessage.Of(events, lost, _maxLines, _time.GetUtcNow());
        _unanswered = 0;
        try
        {
            var end = await _retries.ExecuteAsync(async token => await TryAsync(message, token), _stop.Token);
            if (end.Failure is null)
                return;
            Lose(events.Count);
            Interlocked.Add(ref _lost, lost);
        }
        catch (OperationCanceledException)
        {
            _log.LogWarning("{Receiver}: {Count} events were on their way at the end; whether they arrived is not known", _receiver.Name, events.Count);
            throw;
        }
    }

    private async Task<Delivery> TryAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var delivery = await _receiver.SendAsync(message, cancellation);
        if (delivery.Failure is { } failure)
        {
            _metrics.Failed.Add(_receiver.Name, failure.ToCode());
            _unanswered += failure.IsAmbiguous() ? 1 : 0;
        }
        else
        {
            _metrics.Sent.Add(_receiver.Name);
        }

        _metrics.ReceiverUp.Set(delivery.Failure is null ? 1 : 0, _receiver.Name);
        Report(delivery);
        return delivery;
    }

    // Once for each change, not at every try.
    private void Report(Delivery delivery)
    {
        var before = _last;
        _last = delivery;
        if (before.Failure == delivery.Failure && (delivery.Failure is null || before.Status == delivery.Status))
            return;
        if (delivery.Failure is null)
            _log.LogInformation("{Receiver}: takes messages again", _receiver.Name);
        else
            _log.LogWarning("{Receiver}: {Problem}{Next}", _receiver.Name, delivery.InWords, MayRetry(delivery) ? "; trying again" : "");
    }

    private RetryStrategyOptions<Delivery> Retries() => new()
    {
        ShouldHandle = tried => ValueTask.FromResult(MayRetry(tried.Outcome.Result)),
        MaxRetryAttempts = int.MaxValue,
        BackoffType = DelayBackoffType.Exponential,
        Delay = FirstRetry,
        MaxDelay = LongestRetry,
        DelayGenerator = tried => ValueTask.FromResult(tried.Outcome.Result.RetryAfter),
    };

    private bool MayRetry(Delivery delivery) => delivery.Failure switch
    {
        null or SendFailure.Refused => false,
        { } failure when failure.IsAmbiguous() => _receiver.RecognisesRepeats || _unanswered < MostUnanswered,
        _ => true,
    };

    private void Lose(int count)
    {
        Interlocked.Add(ref _lost, count);
        _metrics.Dropped.Add(count, _receiver.Name);
    }

    // Counted and shown as one: of two threads the later one has the newer count.
    private void ShowQueue()
    {
        lock (_gate)
            _metrics.Queue.Set(_queue.Reader.Count, _receiver.Name);
    }
}
