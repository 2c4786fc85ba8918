using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Observability;

/// <summary>A stream of the chain, and who writes it.</summary>
public sealed record ChainStream(string Stage, string Name)
{
    /// <summary>In the order in which a price becomes a fill.</summary>
    /// <param name="proposalStream">A setting of the harvest proposal stage.</param>
    public static IReadOnlyList<ChainStream> InOrder(string proposalStream) =>
    [
        new(StageNames.Feed, Keys.Klines.Name),
        new(StageNames.Execution, Keys.VenueEvents.Name),
        new(StageNames.MarketState, Keys.MarketStates.Name),
        new(StageNames.PositionState, Keys.PositionSnapshots.Name),
        new(StageNames.RiskProposal, Keys.RiskProposals.Name),
        new(StageNames.HarvestProposal, proposalStream),
        new(StageNames.HeatGate, Keys.Calibrated.Name),
        new(StageNames.Apply, Keys.Plans.Name),
        new("the gates", Keys.PermitNotices.Name),
        new(StageNames.Apply, Keys.ExecutionOrders.Name),
        new(StageNames.Execution, Keys.ApplyResults.Name),
        new(StageNames.Execution, Keys.ExecutionResults.Name),
    ];
}
