using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>The one writer of the ledgers. What it has written it remembers; what it has booked and not written is forgotten when the engine fails, and booked again.</summary>
internal sealed class LedgerKeeper(StageContext context)
{
    private readonly Dictionary<string, LedgerRecord?> _written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LedgerRecord> _booked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<VenueEventRecord>> _fills = new(StringComparer.Ordinal);

    /// <summary>Symbols whose ledger is known and not 0.</summary>
    public IEnumerable<string> Open => _written.Where(pair => pair.Value is { LastKnownAmount: not 0 }).Select(pair => pair.Key);

    /// <summary>Null when nothing was ever booked. The ledger has been loaded.</summary>
    public LedgerRecord? Find(string symbol) => _booked.GetValueOrDefault(symbol) ?? _written[symbol];

    /// <summary>Signed, base currency; 0 without a ledger.</summary>
    public decimal AmountOf(string symbol) => Find(symbol)?.LastKnownAmount ?? 0;

    /// <exception cref="InvalidDataException">It cannot be told whether such a fill was booked before, or what it moved.</exception>
    public void Take(VenueEventRecord fill)
    {
        if (fill.TradeId is null || fill.Side is null || fill.Quantity is not > 0)
            throw new InvalidDataException($"{fill.Symbol}: a fill needs trade_id, side, and qty above 0");
        if (!_fills.TryGetValue(fill.Symbol, out var fills))
            _fills[fill.Symbol] = fills = [];
        fills.Add(fill);
    }

    /// <summary>Reads the ledgers that are not known yet, of these symbols and of the fills taken. All reads are on their way when it returns.</summary>
    public ValueTask LoadAsync(IEnumerable<string> symbols, CancellationToken cancellation)
    {
        HashSet<string>? unknown = null;
        foreach (var symbol in symbols)
            Require(symbol, ref unknown);
        foreach (var symbol in _fills.Keys)
            Require(symbol, ref unknown);
        return unknown is null ? ValueTask.CompletedTask : ReadAsync(unknown, cancellation);
    }

    /// <summary>Books the fills taken. Their ledgers have been loaded.</summary>
    public void BookTaken(AccountView? account)
    {
        foreach (var (symbol, fills) in _fills)
            Book(symbol, fills, account?.AmountOf(symbol));
        _fills.Clear();
    }

    public void Book(string symbol, IReadOnlyList<VenueEventRecord> fills, decimal? venueAmount)
    {
        var before = Find(symbol);
        if (LedgerBook.Book(before, fills, venueAmount) is { } after && !ReferenceEquals(after, before))
            _booked[symbol] = after;
    }

    /// <summary>Writes what was booked, before the events that told of it are acknowledged.</summary>
    public async ValueTask WriteAsync(CancellationToken cancellation)
    {
        if (_booked.Count == 0)
            return;
        var writes = new List<ValueTask>(_booked.Count);
        foreach (var (symbol, ledger) in _booked)
            writes.Add(context.Store.SetAsync(Keys.Ledger(symbol), ledger, timeToLive: null, cancellation));
        foreach (var write in writes)
            await write;
        foreach (var (symbol, ledger) in _booked)
            _written[symbol] = ledger;
        _booked.Clear();
    }

    /// <summary>The engine failed: whatever was not written is taken and booked again.</summary>
    public void Forget()
    {
        _fills.Clear();
        _booked.Clear();
    }

    private void Require(string symbol, ref HashSet<string>? unknown)
    {
        if (!_written.ContainsKey(symbol))
            (unknown ??= new(StringComparer.Ordinal)).Add(symbol);
    }

    private async ValueTask ReadAsync(HashSet<string> symbols, CancellationToken cancellation)
    {
        var reads = new List<(string Symbol, ValueTask<Stored<LedgerRecord>> Read)>(symbols.Count);
        foreach (var symbol in symbols)
            reads.Add((symbol, context.Store.GetAsync(Keys.Ledger(symbol), cancellation)));
        foreach (var (symbol, read) in reads)
        {
            var stored = await read;
            if (stored.Error is { } error)
                context.Log.LogError("{Symbol}: the ledger starts anew from the venue: {Error}", symbol, error);
            _written[symbol] = stored.Value;
        }
    }
}
