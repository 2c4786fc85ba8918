using QuantumTrader.Benchmarks.Soak;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>The short form of the soak in benchmarks/: whether anything piles up or fails at 50 times the live rate. Memory is measured by the long one.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task FiftyTimesLive_HundredSymbols_NothingPilesUp_NothingFails()
    {
        var report = await SoakRun.RunAsync(Path.Combine(AppContext.BaseDirectory, "quantum"), TimeSpan.FromSeconds(30), symbols: 100);

        Assert.Equal(0, report.LagAtTheEnd);
        Assert.Empty(report.Complaints);
        Assert.InRange(report.Bars, 2_000, long.MaxValue);
        Assert.True(report.Streams[Keys.ExecutionOrders.Name] > 0, "no plan came to an order");

        // Redis trims whole nodes of a hundred entries.
        Assert.All(report.Streams, stream => Assert.InRange(stream.Value, 0, StreamKey.DefaultMaxLength + 100));
        Assert.InRange(report.Streams[Keys.PositionSnapshots.Name], 1, Keys.PositionSnapshots.MaxLength + 100);
        Assert.DoesNotContain(report.Streams.Keys, stream => stream.EndsWith(StreamKey.DeadLettersOf(""), StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", report.Streams.Select(stream => $"{stream.Key} {stream.Value}")));
    }
}
