using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges;
using QuantumTrader.Exchanges.Paper;
using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution.Paper;

/// <summary>
/// The paper venue as a real one behaves: what it has answered has happened, whatever becomes of this process. Each symbol is one document, written before the call that changed it
/// returns. A call whose write fails leaves its outcome unknown to the caller; no later call answers before that write has been made good.
/// </summary>
/// <remarks>Not thread-safe, and no other process may write the same documents: it has one owner.</remarks>
internal sealed class DurablePaperVenue(IStateStore store, PaperOptions options) : IBarDrivenVenue
{
    // Listed in the account's document, so that a restart looks for their own.
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unsaved = new(StringComparer.Ordinal);
    private PaperVenue _venue = new(options);

    public Provenance Source => _venue.Source;

    /// <exception cref="InvalidOperationException">What was written cannot be read; nothing goes on from there.</exception>
    public async ValueTask StartAsync(CancellationToken cancellation = default)
    {
        var stored = await store.GetAsync(VenueDocuments.Paper, cancellation);
        if (stored.Error is { } error)
            throw Unusable(error.ToString());
        if (stored.Value is not { } account)
            return;

        var reads = account.Symbols.Select(symbol => store.GetAsync(VenueDocuments.PaperSymbol(symbol), cancellation)).ToList();
        var symbols = new List<PaperSymbolState>();
        foreach (var read in reads)
        {
            var symbol = await read;
            if (symbol.Error is { } damaged)
                throw Unusable(damaged.ToString());
            if (symbol.Value is { } state)
                symbols.Add(state);
        }

        try
        {
            _venue = PaperVenue.Restore(options, account, symbols);
        }
        catch (ArgumentException refused)
        {
            throw Unusable(refused.Message);
        }

        _listed.UnionWith(account.Symbols);
        _unsaved.Clear();
    }

    public async ValueTask ApplyAsync(Bar bar, CancellationToken cancellation = default)
    {
        await SaveAsync(cancellation);
        _venue.Apply(bar);
        await SaveAsync(cancellation);
    }

    public async ValueTask<OrderReport> PlaceAsync(OrderRequest order, CancellationToken cancellation = default)
    {
        await SaveAsync(cancellation);
        var report = await _venue.PlaceAsync(order, cancellation);
        await SaveAsync(cancellation);
        return report;
    }

    public async ValueTask<OrderReport> CancelAsync(string symbol, string clientOrderId, CancellationToken cancellation = default)
    {
        await SaveAsync(cancellation);
        var report = await _venue.CancelAsync(symbol, clientOrderId, cancellation);
        await SaveAsync(cancellation);
        return report;
    }

    public async ValueTask ConfirmEventsAsync(int count, CancellationToken cancellation = default)
    {
        await SaveAsync(cancellation);
        await _venue.ConfirmEventsAsync(count, cancellation);
        await SaveAsync(cancellation);
    }

    public async ValueTask<VenueAccount> GetAccountAsync(CancellationToken cancellation = default)
    {
        await SaveAsync(cancellation);
        return await _venue.GetAccountAsync(cancellation);
    }

    public async ValueTask<OrderReport?> FindAsync(string symbol, string clientOrderId, CancellationToken cancellation = default)
    {
        await SaveAsync(cancellation);
        return await _venue.FindAsync(symbol, clientOrderId, cancellation);
    }

    public async ValueTask<IReadOnlyList<VenueEvent>> GetEventsAsync(CancellationToken cancellation = default)
    {
        await SaveAsync(cancellation);
        return await _venue.GetEventsAsync(cancellation);
    }

    public ValueTask<InstrumentRules?> GetInstrumentAsync(string symbol, CancellationToken cancellation = default) =>
        _venue.GetInstrumentAsync(symbol, cancellation);

    private ValueTask SaveAsync(CancellationToken cancellation)
    {
        foreach (var symbol in _venue.TakeChanges())
            _unsaved.Add(symbol);
        return _unsaved.Count == 0 ? ValueTask.CompletedTask : WriteAsync(cancellation);
    }

    private async ValueTask WriteAsync(CancellationToken cancellation)
    {
        // A symbol that is listed and has no document has not happened; the other way round it would be lost.
        if (!_unsaved.IsSubsetOf(_listed))
        {
            var account = _venue.Save();
            await store.SetAsync(VenueDocuments.Paper, account, timeToLive: null, cancellation);
            _listed.UnionWith(account.Symbols);
            _listed.UnionWith(_unsaved);
        }

        foreach (var symbol in _unsaved.ToList())
        {
            if (_venue.Save(symbol) is { } state)
                await store.SetAsync(VenueDocuments.PaperSymbol(symbol), state, timeToLive: null, cancellation);
            _unsaved.Remove(symbol);
        }
    }

    private static InvalidOperationException Unusable(string why) => new(
        $"the paper account cannot be restored: {why}. To begin with a new one, delete {VenueDocuments.Paper} and every key that starts with {VenueDocuments.Paper}:");
}
