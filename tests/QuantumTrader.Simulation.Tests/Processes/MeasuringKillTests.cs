using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>From the bar to the act. The table is in several classes so that its parts run side by side: most of the time they wait for leases to end.</summary>
public sealed class MeasuringKillTests(ITestOutputHelper output) : KillTable(output)
{
    [Theory]
    [InlineData(StageNames.MarketState)]
    [InlineData(StageNames.PositionState)]
    [InlineData(StageNames.RiskProposal)]
    [InlineData(StageNames.HarvestProposal)]
    [InlineData(StageNames.HarvestBrain)]
    public Task Killed_AtEachBoundary_TheVenueSeesTheSame(string stage) => AssertTheSameAsync(stage);
}
