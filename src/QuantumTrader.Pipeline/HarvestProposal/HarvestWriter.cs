using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>Publishes harvest proposals: the hash of the symbol, and one stream entry an act.</summary>
internal sealed class HarvestWriter
{
    // Contract section 3.
    private const int LifeInMaxAges = 6;

    private readonly StageContext _context;
    private readonly HarvestProposalOptions _options;
    private readonly StreamKey<HarvestProposalRecord> _stream;
    private readonly PublishGate<HarvestProposalRecord> _gate;
    private readonly Dictionary<string, HashKey<HarvestProposalRecord>> _keys;

    public HarvestWriter(StageContext context, HarvestProposalOptions options)
    {
        _context = context;
        _options = options;
        _stream = new StreamKey<HarvestProposalRecord>(options.StreamName);
        _gate = new PublishGate<HarvestProposalRecord>(ChangedEnough, r => r.ComputedEpoch, r => r.InputsEpoch, options.MaxPublishAgeSeconds);
        _keys = options.Symbols.ToDictionary(symbol => symbol, symbol => new HashKey<HarvestProposalRecord>(options.HarvestPrefix + symbol));
    }

    public ValueTask<Stored<HarvestProposalRecord>> ReadAsync(string symbol, CancellationToken cancellation) =>
        _context.Store.GetAsync(_keys[symbol], cancellation);

    public bool ShouldPublish(HarvestProposalRecord record) => _gate.ShouldPublish(record.Symbol, record);

    /// <summary>All writes are on their way before the first is awaited.</summary>
    public async ValueTask PublishAsync(List<HarvestProposalRecord> records, CancellationToken cancellation)
    {
        var writes = new List<ValueTask>(records.Count);
        foreach (var record in records)
            writes.Add(WriteAsync(record, cancellation));
        foreach (var write in writes)
            await write;
        foreach (var record in records)
            _gate.Published(record.Symbol, record);
    }

    public async ValueTask WithdrawAsync(string symbol, CancellationToken cancellation)
    {
        if (!_gate.ShouldWithdraw(symbol))
            return;
        await _context.Store.DeleteAsync(_keys[symbol].Name, cancellation);
        _gate.Withdrawn(symbol);
    }

    private async ValueTask WriteAsync(HarvestProposalRecord record, CancellationToken cancellation)
    {
        var life = TimeSpan.FromSeconds(LifeInMaxAges * _options.MaxPublishAgeSeconds);
        var write = _context.Store.SetAsync(_keys[record.Symbol], record, life, cancellation);
        if (_options.EnableStream)
        {
            foreach (var act in HarvestRecords.Acts(record))
                await _context.Bus.AppendAsync(_stream, act, cancellation);
        }

        await write;
    }

    private bool ChangedEnough(HarvestProposalRecord last, HarvestProposalRecord next) =>
        last.Action != next.Action
        || last.PositionSide != next.PositionSide
        || last.PositionOpenedEpoch != next.PositionOpenedEpoch
        || (next.Action == HarvestAction.FullCloseProposed && last.PlanId != next.PlanId)
        || RelativeChange.Exceeds(last.NewSlProposed, next.NewSlProposed, _options.ChangeEpsPct)
        || Math.Abs(next.KillScore.Value - last.KillScore.Value) > _options.ChangeEpsPct;
}
