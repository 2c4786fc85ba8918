using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

// Waiting for entries.
public abstract partial class EngineContract
{
    [Fact]
    public async Task Wait_TheFirstTime_ReturnsAtOnce()
    {
        await using var engine = await OpenAsync();
        var waiter = new StreamWaiter([NewKey(), NewKey()]);

        Assert.True(await engine.Bus.WaitAsync(waiter, Long).AsTask().WaitAsync(Deadline));
    }

    [Fact]
    public async Task Wait_WithoutNews_EndsWithItsTime()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await AppendAsync(engine, stream, 3);
        var waiter = new StreamWaiter([stream.Name]);
        await engine.Bus.WaitAsync(waiter, Long);

        var waiting = engine.Bus.WaitAsync(waiter, Short).AsTask();
        for (var i = 0; i < 1_000 && !waiting.IsCompleted; i++)
            await PassTimeAsync(Short);

        Assert.True(waiting.IsCompleted);
        Assert.False(await waiting);
        Assert.False(await engine.Bus.WaitAsync(waiter, TimeSpan.Zero).AsTask().WaitAsync(Deadline));
    }

    [Fact]
    public async Task Wait_WakesOnAnEntryThatCameBefore()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        var waiter = new StreamWaiter([NewKey(), stream.Name]);
        await engine.Bus.WaitAsync(waiter, Long);
        await AppendAsync(engine, stream, 1);

        Assert.True(await engine.Bus.WaitAsync(waiter, Long).AsTask().WaitAsync(Deadline));
        Assert.False(await engine.Bus.WaitAsync(waiter, TimeSpan.Zero).AsTask().WaitAsync(Deadline));
    }

    [Fact]
    public async Task Wait_WakesOnAnEntryInAnyOfItsStreams()
    {
        await using var engine = await OpenAsync();
        StreamKey<Sample>[] streams = [NewStream(), NewStream(), NewStream()];
        await AppendAsync(engine, streams[1], 5);
        var waiter = new StreamWaiter([.. streams.Select(stream => stream.Name)]);
        await engine.Bus.WaitAsync(waiter, Long);
        foreach (var stream in streams)
        {
            var waiting = engine.Bus.WaitAsync(waiter, Long).AsTask();
            await AppendAsync(engine, stream, 1);

            Assert.True(await waiting.WaitAsync(Deadline));
        }
    }

    [Fact]
    public async Task Waiters_AreIndependent()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        StreamWaiter[] waiters = [.. Enumerable.Range(0, 4).Select(_ => new StreamWaiter([stream.Name]))];
        foreach (var waiter in waiters)
            await engine.Bus.WaitAsync(waiter, Long);

        var waiting = Array.ConvertAll(waiters, waiter => engine.Bus.WaitAsync(waiter, Long).AsTask());
        await AppendAsync(engine, stream, 1);

        Assert.All(await Task.WhenAll(waiting).WaitAsync(Deadline), Assert.True);
    }

    [Fact]
    public async Task Wait_Cancelled_Ends_AndTheWaiterStillWorks()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        var waiter = new StreamWaiter([stream.Name]);
        await engine.Bus.WaitAsync(waiter, Long);
        using var cancellation = new CancellationTokenSource();

        var waiting = engine.Bus.WaitAsync(waiter, Long, cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Deadline));
        await AppendAsync(engine, stream, 1);
        Assert.True(await engine.Bus.WaitAsync(waiter, Long).AsTask().WaitAsync(Deadline));
    }

    /// <summary>Each entry is appended while the consumer is on its way from an empty read into the next wait.</summary>
    [Fact]
    public async Task Wait_RacingProducer_NoWakeUpIsLost()
    {
        const int rounds = 300;
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.Beginning);
        using var seen = new SemaphoreSlim(1);

        await Task.WhenAll(Task.Run(ProduceAsync), Task.Run(ConsumeAsync)).WaitAsync(Deadline);

        Assert.Equal(rounds, Assert.Single(await engine.Bus.GetGroupsAsync(stream.Name)).Pending);

        async Task ProduceAsync()
        {
            for (var i = 0; i < rounds; i++)
            {
                await seen.WaitAsync();
                await engine.Bus.AppendAsync(stream, Sample.Numbered(i));
            }
        }

        async Task ConsumeAsync()
        {
            var waiter = new StreamWaiter([stream.Name]);
            for (var count = 0; count < rounds;)
            {
                await engine.Bus.WaitAsync(waiter, Long);
                while (await engine.Bus.ReadNewAsync(stream, First, 10) is { Count: > 0 } entries)
                {
                    count += entries.Count;
                    seen.Release(entries.Count);
                }
            }
        }
    }
}
