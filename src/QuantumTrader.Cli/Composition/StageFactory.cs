using QuantumTrader.Domain.Entries;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Pipeline.Apply;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.IntentRouter;
using QuantumTrader.Pipeline.MarketState;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.RiskProposal;

namespace QuantumTrader.Cli.Composition;

/// <summary>Makes the stages by name.</summary>
internal static class StageFactory
{
    public static FeedStage Feed(StageContext context, IBarSource bars, FeedPace pace) => new(context, bars, pace);

    /// <summary>Every stage but the feed, which needs a source of bars.</summary>
    public static IStage Create(string name, StageContext context, StageOptions options, IEntryRule? entries) => name switch
    {
        StageNames.Execution => new ExecutionStage(context, options.Execution, entries),
        StageNames.MarketState => new MarketStateStage(context, options.MarketState),
        StageNames.PositionState => new PositionStateStage(context, options.PositionState),
        StageNames.RiskProposal => new RiskProposalStage(context, options.RiskProposal),
        StageNames.HarvestProposal => new HarvestProposalStage(context, options.HarvestProposal),
        StageNames.HeatGate => new HeatGateStage(context, options.HeatGate),
        StageNames.Apply => new ApplyStage(context, options.Apply, options.HarvestBrain.Engine),
        StageNames.Governor => new GovernorStage(context, options.Governor),
        StageNames.HarvestBrain => new HarvestBrainStage(context, options.HarvestBrain),
        StageNames.IntentRouter => new IntentRouterStage(context, options.IntentRouter),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a stage"),
    };

    /// <summary>All but the feed, in pipeline order.</summary>
    public static IReadOnlyList<IStage> CreateAll(Func<string, StageContext> contextOf, StageOptions options, IEntryRule? entries) =>
        [.. StageNames.InOrder.Where(name => name != StageNames.Feed).Select(name => Create(name, contextOf(name), options, entries))];
}
