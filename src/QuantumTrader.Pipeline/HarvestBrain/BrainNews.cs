using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>What one look at the streams brought, each in the order of its stream.</summary>
internal sealed class BrainNews
{
    // The streams are read at the same time, on different threads: what they share is worked out later.
    private readonly List<(StreamId Id, ReceivedExecution Record)> _executions = [];
    private readonly List<(StreamId Id, PositionSnapshotRecord Record)> _snapshots = [];
    private readonly List<(StreamId Id, RejectedIntentRecord Record)> _rejections = [];
    private readonly List<(StreamId Id, KlineRecord Record)> _bars = [];
    private HashSet<string>? _symbols;
    private HashSet<string>? _filled;

    public IReadOnlyList<(StreamId Id, ReceivedExecution Record)> Executions => _executions;

    public IReadOnlyList<(StreamId Id, PositionSnapshotRecord Record)> Snapshots => _snapshots;

    public IReadOnlyList<(StreamId Id, RejectedIntentRecord Record)> Rejections => _rejections;

    public IReadOnlyList<(StreamId Id, KlineRecord Record)> Bars => _bars;

    /// <summary>Every symbol that something was heard of; to be asked for once all is there.</summary>
    public IReadOnlyCollection<string> Symbols => _symbols ??=
    [
        .. _executions.Select(one => one.Record.Symbol), .. _snapshots.Select(one => one.Record.Position.Symbol),
        .. _rejections.Select(one => one.Record.Symbol).OfType<string>(), .. _bars.Select(one => one.Record.Bar.Symbol),
    ];

    public bool HasFill(string symbol) =>
        (_filled ??= [.. _executions.Where(one => one.Record.IsFill).Select(one => one.Record.Symbol)]).Contains(symbol);

    public void Add(StreamId id, ReceivedExecution execution) => _executions.Add((id, execution));

    public void Add(StreamId id, PositionSnapshotRecord snapshot) => _snapshots.Add((id, snapshot));

    public void Add(StreamId id, RejectedIntentRecord rejection) => _rejections.Add((id, rejection));

    public void Add(StreamId id, KlineRecord bar) => _bars.Add((id, bar));

    public void Clear()
    {
        _executions.Clear();
        _snapshots.Clear();
        _rejections.Clear();
        _bars.Clear();
        (_symbols, _filled) = (null, null);
    }
}
