using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

public sealed class StreamWaitTests : IAsyncDisposable
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new();
    private readonly EmbeddedEngine _engine;

    public StreamWaitTests() => _engine = new EmbeddedEngine(_time);

    private IStreamBus Bus => _engine.Bus;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task First_wait_returns_at_once_and_the_second_when_the_time_is_over()
    {
        var waiter = new StreamWaiter(["stream"]);
        Assert.True(await Bus.WaitAsync(waiter, s_minute));
        var second = Bus.WaitAsync(waiter, s_minute).AsTask();
        _time.Advance(s_minute - TimeSpan.FromMilliseconds(1));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await second);
        Assert.Equal(0, _time.TimerCount);
    }

    [Fact]
    public async Task Append_to_any_of_the_streams_wakes_the_waiter_once()
    {
        var waiter = new StreamWaiter(["other", "stream"]);
        await Bus.WaitAsync(waiter, s_minute);
        var wait = Bus.WaitAsync(waiter, Timeout.InfiniteTimeSpan).AsTask();
        await Bus.AppendAsync(new("third"), new Note(0));
        Assert.False(wait.IsCompleted);
        await Bus.AppendAsync(Samples.Stream, new Note(1));
        Assert.True(await wait);
        Assert.False(await Bus.WaitAsync(waiter, TimeSpan.Zero));
    }

    [Fact]
    public async Task Several_appends_between_two_waits_are_one_piece_of_news()
    {
        var waiter = new StreamWaiter(["other", "stream"]);
        await Bus.WaitAsync(waiter, s_minute);
        await Bus.AppendAsync(Samples.Stream, new Note(1));
        await Bus.AppendAsync(Samples.Stream, new Note(2));
        Assert.True(await Bus.WaitAsync(waiter, TimeSpan.Zero));
        Assert.False(await Bus.WaitAsync(waiter, TimeSpan.Zero));
    }

    [Fact]
    public async Task Append_between_two_waits_is_not_missed()
    {
        var waiter = new StreamWaiter(["stream"]);
        await Bus.WaitAsync(waiter, s_minute);
        await Bus.AppendAsync(Samples.Stream, new Note(1));
        Assert.True(await Bus.WaitAsync(waiter, s_minute));
    }

    [Fact]
    public async Task Append_to_a_stream_made_anew_is_news()
    {
        var waiter = new StreamWaiter(["stream"]);
        await Bus.AppendAsync(Samples.Stream, new Note(1));
        await Bus.AppendAsync(Samples.Stream, new Note(2));
        await Bus.WaitAsync(waiter, s_minute);
        await _engine.Store.DeleteAsync("stream");
        await Bus.AppendAsync(Samples.Stream, new Note(1));
        Assert.True(await Bus.WaitAsync(waiter, TimeSpan.Zero));
    }

    [Fact]
    public async Task Dead_letter_wakes_who_waits_for_dead_letters()
    {
        var waiter = new StreamWaiter([StreamKey.DeadLettersOf("stream")]);
        await Bus.CreateGroupAsync("stream", "group", GroupStart.Beginning);
        var id = await Bus.AppendAsync(Samples.Stream, new Note(1));
        await Bus.WaitAsync(waiter, s_minute);
        var wait = Bus.WaitAsync(waiter, s_minute).AsTask();
        await Bus.DeadLetterAsync("stream", "group", id, "bad");
        Assert.True(await wait);
    }

    [Fact]
    public async Task Cancelled_wait_ends_and_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        var waiter = new StreamWaiter(["stream"]);
        await Bus.WaitAsync(waiter, s_minute);
        var wait = Bus.WaitAsync(waiter, s_minute, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Equal(0, _time.TimerCount);
        await Bus.AppendAsync(Samples.Stream, new Note(1));
        Assert.True(await Bus.WaitAsync(waiter, s_minute));
    }

    [Fact]
    public async Task Closing_the_engine_ends_the_wait()
    {
        var waiter = new StreamWaiter(["stream"]);
        await Bus.WaitAsync(waiter, s_minute);
        var wait = Bus.WaitAsync(waiter, s_minute).AsTask();
        await _engine.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
    }

    [Fact]
    public async Task No_wake_up_is_lost_between_an_appender_and_a_waiter()
    {
        const int Rounds = 3000;
        var waiter = new StreamWaiter(["stream"]);
        await Bus.CreateGroupAsync("stream", "group", GroupStart.Beginning);
        var appender = Task.Run(async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                await Bus.AppendAsync(Samples.Stream, new Note(i));
                await Task.Yield();
            }
        });

        // The clock stands, so only a wake-up can end a wait: a lost one would hang the test.
        var seen = 0;
        while (seen < Rounds)
        {
            Assert.True(await Bus.WaitAsync(waiter, s_minute));
            seen += (await Bus.ReadNewAsync(Samples.Stream, Samples.One, Rounds)).Count;
        }

        await appender;
        Assert.Equal(Rounds, seen);
    }
}
