using QuantumTrader.Domain;
using QuantumTrader.Domain.Risk;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.RiskProposal;

/// <summary>P1.5: market state and position in, proposed stop and target out. Calculates only.</summary>
public sealed class RiskProposalStage : ICycleStage
{
    private const string Group = "risk_proposal";

    // Contract section 2.
    private const int LifeInIntervals = 6;

    private readonly StageContext _context;
    private readonly RiskProposalOptions _options;
    private readonly SymbolTriggers _triggers;
    private readonly InputReader _inputs;
    private readonly InputJoin _join;
    private readonly ProblemLog _problems;
    private readonly PublishGate<RiskProposalRecord> _gate;
    private readonly Dictionary<string, HashKey<RiskProposalRecord>> _keys;

    public RiskProposalStage(StageContext context, RiskProposalOptions options)
    {
        _context = context;
        _options = options;
        _problems = new ProblemLog(context.Log);
        _join = new InputJoin(TimeSpan.FromSeconds(options.InputWaitSeconds), context.Time);
        _keys = options.Symbols.ToDictionary(symbol => symbol, symbol => new HashKey<RiskProposalRecord>(options.RiskProposalPrefix + symbol));
        _gate = new PublishGate<RiskProposalRecord>(ChangedEnough, r => r.ComputedEpoch, r => r.InputsEpoch, options.MaxPublishAgeSeconds);
        _triggers = new SymbolTriggers(
                options.Symbols, TimeSpan.FromSeconds(options.PublishIntervalSeconds), Group, context.Bus, context.Time, context.Log)
            .On(Keys.MarketStates, entry => entry.Symbol)
            .On(Keys.PositionSnapshots, snapshot => snapshot.Position.Symbol);
        var inputOptions = new InputOptions(
            options.MarketStatePrefix, options.PositionSource, options.AllowSynthetic, options.MaxMarketStateAgeSeconds, options.MaxPositionAgeSeconds);
        _inputs = InputReader.Create(context, inputOptions);
    }

    public string Name => StageNames.RiskProposal;

    public IReadOnlyList<string> Inputs => _triggers.Streams;

    public DateTimeOffset? NextDue => _triggers.NextDue;

    public CycleReport LastCycle { get; private set; } = CycleReport.Empty;

    // A proposal that stands must be there until it is written again, one cycle after it is old enough; else readers would fall back in between.
    private double ShortestLifeSeconds => _options.MaxPublishAgeSeconds + (2 * _options.PublishIntervalSeconds);

    public ValueTask StartAsync(CancellationToken cancellation) => _triggers.StartAsync(cancellation);

    public ValueTask<bool> StepAsync(CancellationToken cancellation) => _triggers.StepAsync(EvaluateAsync, cancellation);

    private async ValueTask EvaluateAsync(IReadOnlyList<string> symbols, CancellationToken cancellation)
    {
        var failures = new List<string>();
        var publish = new List<RiskProposalRecord>();
        var withdraw = new List<string>();
        foreach (var inputs in await _inputs.ReadAsync(symbols, cancellation))
        {
            if (inputs.Problem is { } problem)
                Fail(inputs.Symbol, problem, inputs.Detail, failures);
            else if (inputs.Position is null)
                withdraw.Add(inputs.Symbol);
            else if (_join.Wait(inputs.Symbol, inputs.OfOneBar) is { } again)
                _triggers.Later(inputs.Symbol, again);
            else
                Decide(inputs, publish, failures);
        }

        foreach (var symbol in withdraw)
            await WithdrawAsync(symbol, cancellation);
        await PublishAsync(publish, cancellation);
        LastCycle = new CycleReport(publish.Count, symbols.Count - publish.Count - failures.Count, failures);
    }

    private void Decide(SymbolInputs inputs, List<RiskProposalRecord> publish, List<string> failures)
    {
        var position = inputs.Position!;
        var market = inputs.Market!;
        try
        {
            var proposal = RiskKernel.Propose(market.Conditions, position.Snapshot, RiskTheta.Default);
            proposal = ExecutableStop.Clamp(proposal, position.Snapshot, _options.MinStopDistancePct);
            _problems.Clear(inputs.Symbol);
            var record = new RiskProposalRecord(
                inputs.Symbol, proposal.ProposedSl, proposal.ProposedTp, proposal.StopDistPct, proposal.TpDistPct, proposal.TrailGapPct,
                proposal.Reasons.ToCodes(), market.Conditions, _context.NowEpoch, position.Snapshot.Side, position.Snapshot.AgeSec,
                position.Snapshot.CurrentPrice, position.Snapshot.EntryPrice, market.InputsEpoch, inputs.Source);
            if (_gate.ShouldPublish(inputs.Symbol, record))
                publish.Add(record);
        }
        catch (KernelInputException refused)
        {
            Fail(inputs.Symbol, InputProblem.InvalidInput, refused.Message, failures);
        }
    }

    private async ValueTask PublishAsync(List<RiskProposalRecord> records, CancellationToken cancellation)
    {
        var life = TimeSpan.FromSeconds(Math.Max(LifeInIntervals * _options.PublishIntervalSeconds, ShortestLifeSeconds));
        var writes = new List<ValueTask>(records.Count);
        foreach (var record in records)
            writes.Add(WriteAsync(record, life, cancellation));
        foreach (var write in writes)
            await write;
        foreach (var record in records)
            _gate.Published(record.Symbol, record);
    }

    private async ValueTask WriteAsync(RiskProposalRecord record, TimeSpan life, CancellationToken cancellation)
    {
        // Both are on their way before either is awaited; the hash first, since the entry makes readers look at it.
        var write = _context.Store.SetAsync(_keys[record.Symbol], record, life, cancellation);
        if (_options.EnableStream)
            await _context.Bus.AppendAsync(Keys.RiskProposals, record, cancellation);
        await write;
    }

    // What was proposed for a position that is gone must not be read for the next one.
    private async ValueTask WithdrawAsync(string symbol, CancellationToken cancellation)
    {
        _problems.Clear(symbol);
        _join.Forget(symbol);
        if (!_gate.ShouldWithdraw(symbol))
            return;
        await _context.Store.DeleteAsync(_keys[symbol].Name, cancellation);
        _gate.Withdrawn(symbol);
    }

    private void Fail(string symbol, InputProblem problem, string? detail, List<string> failures)
    {
        _problems.Report(symbol, problem.ToCode(), detail);
        failures.Add($"{symbol}: {problem.ToCode()}: {detail}");
    }

    private bool ChangedEnough(RiskProposalRecord last, RiskProposalRecord next) =>
        RelativeChange.Exceeds(last.ProposedSl, next.ProposedSl, _options.ChangeEpsPct)
        || RelativeChange.Exceeds(last.ProposedTp, next.ProposedTp, _options.ChangeEpsPct)
        || last.PositionSide != next.PositionSide
        || last.PositionEntryPrice != next.PositionEntryPrice;
}
