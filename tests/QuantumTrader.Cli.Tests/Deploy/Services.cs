using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Tests.Deploy;

/// <summary>The documented name of the service of each stage. Its environment file is named after the stage.</summary>
internal static class Services
{
    public static IReadOnlyDictionary<string, string> ByStage { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [StageNames.Feed] = "quantum-feed",
        [StageNames.Execution] = "quantum-execution",
        [StageNames.MarketState] = "quantum-marketstate",
        [StageNames.PositionState] = "quantum-position-state-brain",
        [StageNames.RiskProposal] = "quantum-risk-proposal",
        [StageNames.HarvestProposal] = "quantum-harvest-proposal",
        [StageNames.HeatGate] = "quantum-portfolio-heat-gate",
        [StageNames.Apply] = "quantum-apply-layer",
        [StageNames.Governor] = "quantum-governor",
        [StageNames.HarvestBrain] = "quantum-harvest-brain",
        [StageNames.IntentRouter] = "quantum-intent-router",
        [StageNames.HarvestExporter] = "quantum-harvest-metrics-exporter",
        [StageNames.SafetyExporter] = "quantum-safety-telemetry",
        [StageNames.Notifier] = "quantum-notifier",
    };
}
