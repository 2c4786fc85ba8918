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

/// <summary>The settings of one run, bound and checked together.</summary>
internal sealed record StageOptions(
    SystemOptions System,
    FeedOptions Feed,
    ExecutionOptions Execution,
    MarketStateOptions MarketState,
    PositionStateOptions PositionState,
    RiskProposalOptions RiskProposal,
    HarvestProposalOptions HarvestProposal,
    HeatGateOptions HeatGate,
    ApplyOptions Apply,
    GovernorOptions Governor,
    HarvestBrainOptions HarvestBrain,
    IntentRouterOptions IntentRouter,
    HarvestExporterOptions HarvestExporter,
    SafetyExporterOptions SafetyExporter,
    NotificationOptions Notifier,
    MetricsOptions Metrics)
{
    /// <exception cref="SettingsException">Every fault of every section.</exception>
    public static StageOptions Bind(SettingsBinder binder) => new(
        binder.Bind<SystemOptions>(), binder.Bind<FeedOptions>(), binder.Bind<ExecutionOptions>(), binder.Bind<MarketStateOptions>(),
        binder.Bind<PositionStateOptions>(), binder.Bind<RiskProposalOptions>(), binder.Bind<HarvestProposalOptions>(),
        binder.Bind<HeatGateOptions>(), binder.Bind<ApplyOptions>(), binder.Bind<GovernorOptions>(), binder.Bind<HarvestBrainOptions>(),
        binder.Bind<IntentRouterOptions>(), binder.Bind<HarvestExporterOptions>(), binder.Bind<SafetyExporterOptions>(),
        binder.Bind<NotificationOptions>(), binder.Bind<MetricsOptions>());
}
