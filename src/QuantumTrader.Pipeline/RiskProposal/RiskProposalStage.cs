using QuantumTrader.Domain;
using QuantumTrader.Domain.Risk;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;
using QuantumTrader.Pipeline.Publishing;

namespace QuantumTrader.Pipeline.RiskProposal;

/// <summary>P1.5: market state and position in, proposed stop and target out. Calculates only.</summary>
public sealed class RiskProposalStage(StageContext context, RiskProposalOptions options)
    : PublisherStage<RiskProposalRecord>(context, SettingsOf(options), Group)
{
    private const string Group = "risk_proposal";

    // Contract section 2.
    private const int LifeInIntervals = 6;

    public override string Name => StageNames.RiskProposal;

    protected override RiskProposalRecord Decide(SymbolInputs inputs, int index)
    {
        var position = inputs.Position!.Snapshot;
        var market = inputs.Market!;
        var proposal = RiskKernel.Propose(market.Conditions, position, RiskTheta.Default);
        proposal = ExecutableStop.Clamp(proposal, position, options.MinStopDistancePct);
        return new RiskProposalRecord(
            inputs.Symbol, proposal.ProposedSl, proposal.ProposedTp, proposal.StopDistPct, proposal.TpDistPct, proposal.TrailGapPct,
            proposal.Reasons.ToCodes(), market.Conditions, Context.NowEpoch, position.Side, position.AgeSec, position.CurrentPrice,
            position.EntryPrice, market.InputsEpoch, inputs.Source);
    }

    protected override bool ChangedEnough(RiskProposalRecord last, RiskProposalRecord next) =>
        RelativeChange.Exceeds(last.ProposedSl, next.ProposedSl, options.ChangeEpsPct)
        || RelativeChange.Exceeds(last.ProposedTp, next.ProposedTp, options.ChangeEpsPct)
        || last.PositionSide != next.PositionSide
        || last.PositionEntryPrice != next.PositionEntryPrice;

    protected override async ValueTask AnnounceAsync(RiskProposalRecord record, CancellationToken cancellation)
    {
        if (options.EnableStream)
            await Context.Bus.AppendAsync(Keys.RiskProposals, record, cancellation);
    }

    private static PublisherSettings SettingsOf(RiskProposalOptions options)
    {
        // A proposal that stands must be there until it is written again, one cycle after it is old enough; else readers would fall back in between.
        var untilRenewed = options.MaxPublishAgeSeconds + (2 * options.PublishIntervalSeconds);
        return new PublisherSettings(
            options.Symbols, options.RiskProposalPrefix, TimeSpan.FromSeconds(Math.Max(LifeInIntervals * options.PublishIntervalSeconds, untilRenewed)),
            options.PublishIntervalSeconds, options.InputWaitSeconds, options.MaxPublishAgeSeconds,
            new InputOptions(
                options.MarketStatePrefix, options.PositionSource, options.AllowSynthetic, options.MaxMarketStateAgeSeconds,
                options.MaxPositionAgeSeconds));
    }
}
