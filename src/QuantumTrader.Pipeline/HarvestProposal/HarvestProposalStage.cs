using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>P2.5: market state, risk proposal and position in, harvest proposal out. Calculates only.</summary>
public sealed class HarvestProposalStage : ICycleStage
{
    private const string Group = "harvest_proposal";

    private readonly StageContext _context;
    private readonly HarvestProposalOptions _options;
    private readonly SymbolTriggers _triggers;
    private readonly InputReader _inputs;
    private readonly RiskReader _risks;
    private readonly InputJoin _join;
    private readonly ProblemLog _problems;
    private readonly PolicyWatch _policy;
    private readonly FullCloseMemory _fullCloses = new();
    private readonly HarvestWriter _writer;

    public HarvestProposalStage(StageContext context, HarvestProposalOptions options)
    {
        _context = context;
        _options = options;
        _problems = new ProblemLog(context.Log);
        _join = new InputJoin(TimeSpan.FromSeconds(options.InputWaitSeconds), context.Time);
        _policy = new PolicyWatch(context, HarvestTheta.Default with { FallbackStopPct = options.FallbackStopPct });
        _risks = new RiskReader(context, options);
        _writer = new HarvestWriter(context, options);
        _triggers = new SymbolTriggers(
                options.Symbols, TimeSpan.FromSeconds(options.PublishIntervalSeconds), Group, context.Bus, context.Time, context.Log)
            .On(Keys.MarketStates, entry => entry.Symbol)
            .On(Keys.PositionSnapshots, snapshot => snapshot.Position.Symbol)
            .On(Keys.RiskProposals, proposal => proposal.Symbol);
        var inputOptions = new InputOptions(
            options.MarketStatePrefix, options.PositionSource, options.AllowSynthetic, options.MaxMarketStateAgeSeconds, options.MaxPositionAgeSeconds);
        _inputs = InputReader.Create(context, inputOptions);
    }

    public string Name => StageNames.HarvestProposal;

    public IReadOnlyList<string> Inputs => _triggers.Streams;

    public DateTimeOffset? NextDue => _triggers.NextDue;

    public CycleReport LastCycle { get; private set; } = CycleReport.Empty;

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _triggers.StartAsync(cancellation);
        foreach (var symbol in _options.Symbols)
        {
            var stored = await _writer.ReadAsync(symbol, cancellation);
            if (stored.Error is { } error)
                _context.Log.LogError("{Symbol}: when a full close was first proposed is not known any more: {Error}", symbol, error);
            else if (stored.Value is { } earlier)
                _fullCloses.Restore(earlier);
        }
    }

    public ValueTask<bool> StepAsync(CancellationToken cancellation) => _triggers.StepAsync(EvaluateAsync, cancellation);

    private async ValueTask EvaluateAsync(IReadOnlyList<string> symbols, CancellationToken cancellation)
    {
        var theta = await _policy.ThetaAsync(cancellation);
        var found = await _inputs.ReadAsync(symbols, cancellation);
        var risks = await _risks.ReadAsync(found, cancellation);

        var failures = new List<string>();
        var publish = new List<HarvestProposalRecord>();
        for (var i = 0; i < found.Count; i++)
        {
            var inputs = found[i];
            if (inputs.Problem is { } problem)
                Fail(inputs.Symbol, problem, inputs.Detail, failures);
            else if (inputs.Position is null)
                await WithdrawAsync(inputs.Symbol, cancellation);
            else if (_join.Wait(inputs.Symbol, inputs.OfOneBar && risks[i].IsOfBar(inputs.Market!)) is { } again)
                _triggers.Later(inputs.Symbol, again);
            else if (Decide(inputs, risks[i], theta, failures) is { } record)
                publish.Add(record);
        }

        await _writer.PublishAsync(publish, cancellation);
        LastCycle = new CycleReport(publish.Count, symbols.Count - publish.Count - failures.Count, failures);
    }

    private HarvestProposalRecord? Decide(SymbolInputs inputs, RiskInput risk, HarvestTheta theta, List<string> failures)
    {
        try
        {
            var position = inputs.Position!;

            // The kernel can measure a record without an entry price; nothing may be closed or moved on such a one.
            position.Snapshot.EnsureUsable();
            var proposal = HarvestKernel.Propose(position.Snapshot, inputs.Market!.Conditions, risk.StopDistPct, theta);
            _problems.Clear(inputs.Symbol);
            var since = _fullCloses.Note(inputs.Symbol, position, proposal.Action);
            var record = HarvestRecords.Of(inputs, proposal, since, _options.RepeatSeconds, _context.NowEpoch, risk.Source);
            return _writer.ShouldPublish(record) ? record : null;
        }
        catch (KernelInputException refused)
        {
            Fail(inputs.Symbol, InputProblem.InvalidInput, refused.Message, failures);
            return null;
        }
    }

    private async ValueTask WithdrawAsync(string symbol, CancellationToken cancellation)
    {
        _problems.Clear(symbol);
        _join.Forget(symbol);
        _fullCloses.Forget(symbol);
        await _writer.WithdrawAsync(symbol, cancellation);
    }

    private void Fail(string symbol, InputProblem problem, string? detail, List<string> failures)
    {
        _problems.Report(symbol, problem.ToCode(), detail);
        failures.Add($"{symbol}: {problem.ToCode()}: {detail}");
    }
}
