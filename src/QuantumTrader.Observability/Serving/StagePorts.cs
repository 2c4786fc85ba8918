using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Observability.Serving;

/// <summary>Where each stage serves its metrics. Contract section 11.</summary>
public static class StagePorts
{
    /// <summary>Serves all stages of one process together.</summary>
    public const int Together = 8060;

    public static IReadOnlyDictionary<string, int> Documented { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        [StageNames.Feed] = 8061,
        [StageNames.MarketState] = 8062,
        [StageNames.RiskProposal] = 8063,
        [StageNames.HarvestProposal] = 8064,
        [StageNames.Execution] = 8065,
        [StageNames.IntentRouter] = 8066,
        [StageNames.HarvestBrain] = 8067,
        [StageNames.HeatGate] = 8056,
        [StageNames.PositionState] = 8045,
        [StageNames.Governor] = 8044,
        [StageNames.Apply] = 8043,
        [StageNames.HarvestExporter] = 8042,
        [StageNames.SafetyExporter] = 9105,
        [StageNames.Notifier] = 8068,
    };
}
