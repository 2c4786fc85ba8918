using QuantumTrader.Cli.Proof;
using QuantumTrader.Observability.HarvestExporter;
using QuantumTrader.Observability.SafetyExporter;
using QuantumTrader.Observability.Serving;
using QuantumTrader.Operator.Notifications;
using QuantumTrader.Pipeline.Apply;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.IntentRouter;
using QuantumTrader.Pipeline.MarketState;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.RiskProposal;

namespace QuantumTrader.Cli.Composition;

/// <summary>Every options class there is.</summary>
internal static class Catalogue
{
    public static SettingsCatalogue Create() => new(
        typeof(SystemOptions), typeof(FeedOptions), typeof(ExecutionOptions), typeof(MarketStateOptions), typeof(PositionStateOptions),
        typeof(RiskProposalOptions), typeof(HarvestProposalOptions), typeof(HeatGateOptions), typeof(ApplyOptions), typeof(GovernorOptions),
        typeof(HarvestBrainOptions), typeof(IntentRouterOptions), typeof(HarvestExporterOptions), typeof(SafetyExporterOptions),
        typeof(NotificationOptions), typeof(MetricsOptions), typeof(ProofOptions));
}
