using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;
using QuantumTrader.Pipeline.Publishing;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>P2.5: market state, risk proposal and position in, harvest proposal out. Calculates only.</summary>
public sealed class HarvestProposalStage : PublisherStage<HarvestProposalRecord>
{
    private const string Group = "harvest_proposal";

    // Contract section 3.
    private const int LifeInMaxAges = 6;

    private readonly HarvestProposalOptions _options;
    private readonly StreamKey<HarvestProposalRecord> _stream;
    private readonly RiskReader _riskReader;
    private readonly PolicyWatch _policy;
    private readonly ThetaDocument _kept;
    private readonly FullCloseMemory _fullCloses = new();
    private IReadOnlyList<RiskInput> _risks = [];
    private HarvestTheta _theta;

    public HarvestProposalStage(StageContext context, HarvestProposalOptions options)
        : base(context, SettingsOf(options), Group)
    {
        _options = options;
        _stream = new StreamKey<HarvestProposalRecord>(options.StreamName);
        _theta = HarvestTheta.Default with { FallbackStopPct = options.FallbackStopPct };
        _policy = new PolicyWatch(context, _theta);
        _kept = new ThetaDocument(context.Store);
        _riskReader = new RiskReader(context, options);
        Triggers.On(Keys.RiskProposals, proposal => proposal.Symbol);
    }

    public override string Name => StageNames.HarvestProposal;

    public override async ValueTask StartAsync(CancellationToken cancellation)
    {
        await base.StartAsync(cancellation);
        foreach (var symbol in _options.Symbols)
        {
            var stored = await ReadOwnAsync(symbol, cancellation);
            if (stored.Error is { } error)
                Context.Log.LogError("{Symbol}: when a full close was first proposed is not known any more: {Error}", symbol, error);
            else if (stored.Value is { } earlier)
                _fullCloses.Restore(earlier);
        }
    }

    protected override async ValueTask PrepareAsync(IReadOnlyList<SymbolInputs> found, CancellationToken cancellation)
    {
        // In one round trip, unless the parameters are others than before.
        var risks = _riskReader.ReadAsync(found, cancellation);
        try
        {
            _theta = await _policy.ThetaAsync(cancellation);
            await _kept.KeepAsync(_theta, cancellation);
        }
        finally
        {
            _risks = await risks;
        }
    }

    protected override bool AreTogether(SymbolInputs inputs, int index) => inputs.OfOneBar && _risks[index].IsOfBar(inputs.Market!);

    protected override HarvestProposalRecord Decide(SymbolInputs inputs, int index)
    {
        var position = inputs.Position!;

        // The kernel can measure a record without an entry price; nothing may be closed or moved on such a one.
        position.Snapshot.EnsureUsable();
        var proposal = HarvestKernel.Propose(position.Snapshot, inputs.Market!.Conditions, _risks[index].StopDistPct, _theta);
        var since = _fullCloses.Note(inputs.Symbol, position, proposal.Action);
        return HarvestRecords.Of(inputs, proposal, since, _options.RepeatSeconds, Context.NowMs, _risks[index], _kept.Id);
    }

    protected override bool ChangedEnough(HarvestProposalRecord last, HarvestProposalRecord next) =>
        last.Action != next.Action
        || last.PositionSide != next.PositionSide
        || last.PositionOpenedEpoch != next.PositionOpenedEpoch
        || (next.Action == HarvestAction.FullCloseProposed && last.PlanId != next.PlanId)
        || RelativeChange.Exceeds(last.NewSlProposed, next.NewSlProposed, _options.ChangeEpsPct)
        || Math.Abs(next.KillScore.Value - last.KillScore.Value) > _options.ChangeEpsPct;

    protected override async ValueTask AnnounceAsync(HarvestProposalRecord record, CancellationToken cancellation)
    {
        if (!_options.EnableStream)
            return;
        var appends = new List<ValueTask<StreamId>>();
        foreach (var act in HarvestRecords.Acts(record))
            appends.Add(Context.Bus.AppendAsync(_stream, act, cancellation));
        foreach (var append in appends)
            await append;
    }

    protected override void Forget(string symbol) => _fullCloses.Forget(symbol);

    private static PublisherSettings SettingsOf(HarvestProposalOptions options) => new(
        options.Symbols, options.HarvestPrefix, TimeSpan.FromSeconds(LifeInMaxAges * options.MaxPublishAgeSeconds), options.PublishIntervalSeconds,
        options.InputWaitSeconds, options.MaxPublishAgeSeconds,
        new InputOptions(
            options.MarketStatePrefix, options.PositionSource, options.AllowSynthetic, options.MaxMarketStateAgeSeconds,
            options.MaxPositionAgeSeconds));
}
