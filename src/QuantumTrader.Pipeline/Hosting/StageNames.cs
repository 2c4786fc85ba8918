namespace QuantumTrader.Pipeline.Hosting;

/// <summary>Names of the stages on the command line, in pipeline order.</summary>
public static class StageNames
{
    public const string Feed = "feed";
    public const string Execution = "execution";
    public const string MarketState = "market-state";
    public const string PositionState = "position-state";
    public const string RiskProposal = "risk-proposal";
    public const string HarvestProposal = "harvest-proposal";
    public const string HeatGate = "heat-gate";
    public const string Apply = "apply";
    public const string Governor = "governor";
    public const string IntentRouter = "intent-router";

    public static IReadOnlyList<string> InOrder { get; } =
        [Feed, Execution, MarketState, PositionState, RiskProposal, HarvestProposal, HeatGate, Apply, Governor, IntentRouter];
}
