using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>What talks to the venue, and what lets intents in. The table is in several classes so that its parts run side by side: most of the time they wait for leases to end.</summary>
public sealed class VenueKillTests(ITestOutputHelper output) : KillTable(output)
{
    [Theory]
    [InlineData(StageNames.Execution)]
    [InlineData(StageNames.IntentRouter)]
    public Task Killed_AtEachBoundary_TheVenueSeesTheSame(string stage) => AssertTheSameAsync(stage);
}
