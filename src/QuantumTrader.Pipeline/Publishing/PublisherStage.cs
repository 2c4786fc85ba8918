using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.Publishing;

/// <summary>
/// The loop of every stage that proposes something for open positions, written once: news of an input or the interval brings a symbol up; its inputs are
/// read, judged and joined; the rule decides; what is worth it is written, and what was proposed for a position that is gone is withdrawn.
/// </summary>
/// <typeparam name="TRecord">What it publishes.</typeparam>
public abstract class PublisherStage<TRecord> : ICycleStage
    where TRecord : class, IWireRecord<TRecord>, IProposalRecord
{
    private readonly PublisherSettings _settings;
    private readonly InputReader _inputs;
    private readonly InputJoin _join;
    private readonly ProblemLog _problems;
    private readonly PublishGate<TRecord> _gate;
    private readonly Dictionary<string, HashKey<TRecord>> _keys;

    protected PublisherStage(StageContext context, PublisherSettings settings, string group)
    {
        Context = context;
        _settings = settings;
        _problems = new ProblemLog(context.Log);
        _inputs = InputReader.Create(context, settings.Inputs);
        _join = new InputJoin(TimeSpan.FromSeconds(settings.InputWaitSeconds), context.Time);
        _keys = settings.Symbols.ToDictionary(symbol => symbol, symbol => new HashKey<TRecord>(settings.Prefix + symbol));
        _gate = new PublishGate<TRecord>(ChangedEnough, r => r.ComputedEpoch, r => r.InputsEpoch, settings.MaxPublishAgeSeconds);
        Triggers = new SymbolTriggers(
                settings.Symbols, TimeSpan.FromSeconds(settings.IntervalSeconds), group, context.Bus, context.Time, context.Log)
            .On(Keys.MarketStates, entry => entry.Symbol)
            .On(Keys.PositionSnapshots, snapshot => snapshot.Position.Symbol);
    }

    public abstract string Name { get; }

    public IReadOnlyList<string> Inputs => Triggers.Streams;

    public DateTimeOffset? NextDue => Triggers.NextDue;

    public CycleReport LastCycle { get; private set; } = CycleReport.Empty;

    protected StageContext Context { get; }

    protected SymbolTriggers Triggers { get; }

    public virtual ValueTask StartAsync(CancellationToken cancellation) => Triggers.StartAsync(cancellation);

    public ValueTask<bool> StepAsync(CancellationToken cancellation) => Triggers.StepAsync(EvaluateAsync, cancellation);

    /// <summary>Reads what the rule needs beyond market states and positions, for all the symbols at once.</summary>
    protected virtual ValueTask PrepareAsync(IReadOnlyList<SymbolInputs> found, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Whether the inputs tell of the same bar.</summary>
    /// <param name="index">The symbol's place in what was prepared.</param>
    protected virtual bool AreTogether(SymbolInputs inputs, int index) => inputs.OfOneBar;

    /// <param name="index">The symbol's place in what was prepared.</param>
    /// <exception cref="KernelInputException">A value cannot be used.</exception>
    protected abstract TRecord Decide(SymbolInputs inputs, int index);

    /// <summary>Whether the newer proposal differs enough from what stands to be written.</summary>
    protected abstract bool ChangedEnough(TRecord last, TRecord next);

    /// <summary>Tells the stream; the hash is on its way by then.</summary>
    protected abstract ValueTask AnnounceAsync(TRecord record, CancellationToken cancellation);

    /// <summary>There is no position any more.</summary>
    protected virtual void Forget(string symbol)
    {
    }

    protected ValueTask<Stored<TRecord>> ReadOwnAsync(string symbol, CancellationToken cancellation) =>
        Context.Store.GetAsync(_keys[symbol], cancellation);

    private async ValueTask EvaluateAsync(IReadOnlyList<string> symbols, CancellationToken cancellation)
    {
        var found = await _inputs.ReadAsync(symbols, cancellation);
        await PrepareAsync(found, cancellation);
        var failures = new List<string>();
        var publish = new List<TRecord>();
        for (var i = 0; i < found.Count; i++)
        {
            var inputs = found[i];
            if (inputs.Problem is { } problem)
                Fail(inputs.Symbol, problem, inputs.Detail, failures);
            else if (inputs.Position is null)
                await WithdrawAsync(inputs.Symbol, cancellation);
            else if (_join.Wait(inputs.Symbol, AreTogether(inputs, i)) is { } again)
                Triggers.Later(inputs.Symbol, again);
            else
                Decide(inputs, i, publish, failures);
        }

        await PublishAsync(publish, cancellation);
        LastCycle = new CycleReport(publish.Count, symbols.Count - publish.Count - failures.Count, failures);
    }

    private void Decide(SymbolInputs inputs, int index, List<TRecord> publish, List<string> failures)
    {
        try
        {
            var record = Decide(inputs, index);
            _problems.Clear(inputs.Symbol);
            if (_gate.ShouldPublish(inputs.Symbol, record))
                publish.Add(record);
        }
        catch (KernelInputException refused)
        {
            Fail(inputs.Symbol, InputProblem.InvalidInput, refused.Message, failures);
        }
    }

    // All writes are on their way before the first is awaited.
    private async ValueTask PublishAsync(List<TRecord> records, CancellationToken cancellation)
    {
        var writes = new List<ValueTask>(records.Count);
        foreach (var record in records)
            writes.Add(WriteAsync(record, cancellation));
        foreach (var write in writes)
            await write;
        foreach (var record in records)
            _gate.Published(record.Symbol, record);
    }

    // The hash first, since an entry makes readers look at it.
    private async ValueTask WriteAsync(TRecord record, CancellationToken cancellation)
    {
        var write = Context.Store.SetAsync(_keys[record.Symbol], record, _settings.Life, cancellation);
        await AnnounceAsync(record, cancellation);
        await write;
    }

    private async ValueTask WithdrawAsync(string symbol, CancellationToken cancellation)
    {
        _problems.Clear(symbol);
        _join.Forget(symbol);
        Forget(symbol);
        if (!_gate.ShouldWithdraw(symbol))
            return;
        await Context.Store.DeleteAsync(_keys[symbol].Name, cancellation);
        _gate.Withdrawn(symbol);
    }

    private void Fail(string symbol, InputProblem problem, string? detail, List<string> failures)
    {
        // Until there are bars enough, no market state is the usual thing.
        var level = problem == InputProblem.MarketStateMissing ? LogLevel.Information : LogLevel.Warning;
        _problems.Report(symbol, problem.ToCode(), detail, level);
        failures.Add($"{symbol}: {problem.ToCode()}: {detail}");
    }
}
