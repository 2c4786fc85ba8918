using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;
using static QuantumTrader.Pipeline.Tests.Hosting.WordConsumers;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>The engine goes away at every point of the loop: nothing stays pending, nothing is lost.</summary>
public sealed class StreamConsumerOutageTests
{
    private readonly List<string> _handled = [];

    [Theory]
    [InlineData("acknowledge")]
    [InlineData("dead")]
    public async Task EngineLost_AfterTaking_LeavesNothingPendingWhenItIsBack(string operation)
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        await AppendAsync(bench, "a");
        await bench.AppendAsync(new StreamKey<RawFields>(Word.Stream.Name), RawFields.Of(("other", "x")));
        bench.Faults.Before(operation, Word.Stream.Name);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => StepAsync(consumer));
        while (await StepAsync(consumer) > 0)
        {
        }

        Assert.Equal(["a", "a"], _handled);
        Assert.Equal(0, await PendingAsync(bench));
        Assert.Single(await bench.EntriesAsync(Letter.Stream));
    }

    // Deliveries that an outage caused say nothing about the entry.
    [Fact]
    public async Task EngineLost_ManyTimes_MakesNoDeadLetters()
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        await AppendAsync(bench, "a");
        for (var i = 0; i < 10; i++)
        {
            bench.Faults.Before("acknowledge", Word.Stream.Name);
            await Assert.ThrowsAsync<EngineUnavailableException>(() => StepAsync(consumer));
        }

        await StepAsync(consumer);

        Assert.Equal(11, _handled.Count);
        Assert.Equal(0, await PendingAsync(bench));
        Assert.Empty(await bench.EntriesAsync(Letter.Stream));
    }

    [Theory]
    [InlineData("read")]
    [InlineData("pending")]
    public async Task Answer_ThatIsLost_ItsEntriesAreFoundAgain(string operation)
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        await AppendAsync(bench, "a", "b");
        bench.Faults.After(operation, Word.Stream.Name);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => StepAsync(consumer));
        await AppendAsync(bench, "c");
        while (await StepAsync(consumer) > 0)
        {
        }

        Assert.Equal(["a", "b", "c"], _handled);
        Assert.Equal(0, await PendingAsync(bench));
    }

    [Fact]
    public async Task Finish_ThatFails_AcknowledgesNothing_AndTheBatchComesAgain()
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        await AppendAsync(bench, "a", "b");

        await Assert.ThrowsAsync<EngineUnavailableException>(
            async () => await consumer.StepAsync(word => _handled.Add(word.Text), _ => throw new EngineUnavailableException("lost"), default));
        Assert.Equal(2, await PendingAsync(bench));
        await StepAsync(consumer);

        Assert.Equal(["a", "b", "a", "b"], _handled);
        Assert.Equal(0, await PendingAsync(bench));
    }

    private async Task<int> StepAsync(StreamConsumer<Word> consumer) => await consumer.StepAsync(word => _handled.Add(word.Text), _ => default, default);
}
