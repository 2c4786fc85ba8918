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
    public const string HarvestBrain = "harvest-brain";
    public const string IntentRouter = "intent-router";
    public const string HarvestExporter = "harvest-exporter";
    public const string SafetyExporter = "safety-exporter";
    public const string Notifier = "notifier";

    /// <summary>The stages from a bar to a fill.</summary>
    public static IReadOnlyList<string> InOrder { get; } =
        [Feed, Execution, MarketState, PositionState, RiskProposal, HarvestProposal, HeatGate, Apply, Governor, HarvestBrain, IntentRouter];

    /// <summary>
    /// Who goes first where stages share a process: what is on its way to an order goes before what may become one, and both before those that only look on. What has to be said of a
    /// plan is said before apply looks, and what a proposal is made of stands before the proposal is made, so that each looks once.
    /// </summary>
    public static IReadOnlyList<string> ByUrgency { get; } =
        [Execution, Governor, PositionState, Apply, HeatGate, MarketState, RiskProposal, HarvestProposal, IntentRouter, HarvestBrain, Feed];

    /// <summary>Stages that show what the others write. Any number of each may run.</summary>
    public static IReadOnlyList<string> Exporters { get; } = [HarvestExporter, SafetyExporter];

    /// <summary>Stages that only read: nothing that trades depends on them.</summary>
    public static IReadOnlyList<string> Watchers { get; } = [.. Exporters, Notifier];

    public static IReadOnlyList<string> All { get; } = [.. InOrder, .. Watchers];
}
