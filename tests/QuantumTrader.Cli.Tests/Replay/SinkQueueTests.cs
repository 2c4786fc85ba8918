using System.Threading.Channels;
using QuantumTrader.Cli.Replay;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Tests.Replay;

public sealed class SinkQueueTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50_000)]
    public async Task Everything_ArrivesInOrder(int count)
    {
        var sink = new Epochs(failAt: -1);
        await using var queue = new SinkQueue(sink);
        for (var i = 0; i < count; i++)
        {
            queue.OnRisk(i, "BTCUSDT", null);
            await queue.PassOnAsync(CancellationToken.None);
        }

        await queue.FinishAsync(CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), sink.Seen);
    }

    [Fact]
    public async Task SinkThatFails_EndsTheReplayWithItsOwnError()
    {
        await using var queue = new SinkQueue(new Epochs(failAt: 10));
        var failure = await Assert.ThrowsAsync<IOException>(async () =>
        {
            // As a replay that is far from its end: it must be told on the way.
            for (var i = 0; i < 10_000_000; i++)
            {
                queue.OnRisk(i, "BTCUSDT", null);
                await queue.PassOnAsync(CancellationToken.None);
            }

            Assert.Fail("nobody was told");
        });
        Assert.Equal("the disk is full", failure.Message);
    }

    [Fact]
    public async Task SinkThatFailsOnTheLastCall_IsToldAtTheEnd()
    {
        await using var queue = new SinkQueue(new Epochs(failAt: 0));
        queue.OnRisk(0, "BTCUSDT", null);
        await Assert.ThrowsAsync<IOException>(() => queue.FinishAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ReplayThatIsCancelled_LeavesTheSinkAlone()
    {
        var sink = new Epochs(failAt: -1);
        var queue = new SinkQueue(sink);
        for (var i = 0; i < 5000; i++)
        {
            queue.OnRisk(i, "BTCUSDT", null);
            await queue.PassOnAsync(CancellationToken.None);
        }

        await queue.DisposeAsync();
        var seen = sink.Seen.Count;
        Assert.Equal(Enumerable.Range(0, seen).Select(i => (long)i), sink.Seen);
        await Assert.ThrowsAsync<ChannelClosedException>(() => queue.FinishAsync(CancellationToken.None));
        Assert.Equal(seen, sink.Seen.Count);
    }

    private sealed class Epochs(long failAt) : IReplaySink
    {
        public List<long> Seen { get; } = [];

        public void OnRisk(long epoch, string symbol, RiskProposalRecord? proposal)
        {
            if (epoch == failAt)
                throw new IOException("the disk is full");
            Seen.Add(epoch);
        }
    }
}
