using QuantumTrader.Cli.Composition;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.MarketState;

namespace QuantumTrader.Cli.Proof;

/// <summary>Which stage reads which stream, and as which group.</summary>
internal sealed record ChainConsumer(string Stage, string Stream, string Group)
{
    private const string ExecutionGroup = "execution";
    private const string PositionGroup = "position_state";
    private const string HarvestGroup = "harvest_proposal";
    private const string RiskGroup = "risk_proposal";
    private const string ApplyGroup = "apply_layer";
    private const string GovernorGroup = "governor";

    /// <summary>The group of the heat gate. Contract section 4.</summary>
    public const string HeatGateGroup = "p26_heat_gate";

    /// <summary>What every stage of the chain has to read.</summary>
    public static IReadOnlyList<ChainConsumer> Of(StageOptions options) =>
    [
        new(StageNames.Execution, Keys.Klines.Name, ExecutionGroup),
        new(StageNames.Execution, Keys.ExecutionOrders.Name, ExecutionGroup),
        .. options.MarketState.Source == MarketStateSource.Candles ? (ChainConsumer[])[new(StageNames.MarketState, Keys.Klines.Name, "market_state")] : [],
        new(StageNames.PositionState, Keys.Klines.Name, PositionGroup),
        new(StageNames.PositionState, Keys.VenueEvents.Name, PositionGroup),
        new(StageNames.PositionState, Keys.Plans.Name, "p33"),
        new(StageNames.RiskProposal, Keys.MarketStates.Name, RiskGroup),
        new(StageNames.RiskProposal, Keys.PositionSnapshots.Name, RiskGroup),
        new(StageNames.HarvestProposal, Keys.MarketStates.Name, HarvestGroup),
        new(StageNames.HarvestProposal, Keys.PositionSnapshots.Name, HarvestGroup),
        new(StageNames.HarvestProposal, Keys.RiskProposals.Name, HarvestGroup),
        new(StageNames.HeatGate, options.HeatGate.StreamName, HeatGateGroup),
        new(StageNames.Apply, Keys.Calibrated.Name, ApplyGroup),
        new(StageNames.Apply, Keys.PermitNotices.Name, ApplyGroup),
        new(StageNames.Apply, Keys.ApplyResults.Name, ApplyGroup),
        new(StageNames.Governor, Keys.Plans.Name, GovernorGroup),
        new(StageNames.Governor, Keys.ApplyResults.Name, GovernorGroup),
        new(StageNames.IntentRouter, Keys.TradeIntents.Name, "intent_router"),
    ];
}
