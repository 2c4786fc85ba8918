using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>From the act to the order. The table is in several classes so that its parts run side by side: most of the time they wait for leases to end.</summary>
public sealed class OrderPathKillTests(ITestOutputHelper output) : KillTable(output)
{
    [Theory]
    [InlineData(StageNames.HeatGate)]
    [InlineData(StageNames.Apply)]
    [InlineData(StageNames.Governor)]
    public Task Killed_AtEachBoundary_TheVenueSeesTheSame(string stage) => AssertTheSameAsync(stage);
}
