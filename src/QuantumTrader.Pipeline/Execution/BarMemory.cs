using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>
/// Which bars the entry rule has been shown, so that after a restart it has seen each of them once: one that is delivered again is not shown again.
/// </summary>
internal sealed class BarMemory(StageContext context)
{
    private readonly Dictionary<string, long> _seenUntilMs = new(StringComparer.Ordinal);

    public bool IsNews(Bar bar) => !_seenUntilMs.TryGetValue(bar.Symbol, out var until) || bar.EndTimeMs > until;

    /// <summary>All that follows from the bar has been done.</summary>
    public void Note(Bar bar) => _seenUntilMs[bar.Symbol] = bar.EndTimeMs;

    /// <summary>The bars that had been seen and are still in the history, in order.</summary>
    /// <exception cref="InvalidOperationException">What was written cannot be read.</exception>
    public async ValueTask<IReadOnlyList<KlineRecord>> ReadAsync(CancellationToken cancellation)
    {
        var stored = await context.Store.GetAsync(VenueDocuments.SeenBars, cancellation);
        if (stored.Error is { } error)
            throw new InvalidOperationException($"the entry rule cannot go on: {error}");
        _seenUntilMs.Clear();
        foreach (var (symbol, until) in stored.Value?.UntilMs ?? new Dictionary<string, long>())
            _seenUntilMs[symbol] = until;

        var bars = new List<KlineRecord>();
        foreach (var (symbol, until) in _seenUntilMs)
        {
            foreach (var interval in BarInterval.All)
                bars.AddRange((await ReadHistoryAsync(symbol, interval, cancellation)).Where(record => record.Bar.EndTimeMs <= until));
        }

        return [.. bars.OrderBy(record => record.Bar.EndTimeMs)];
    }

    public ValueTask WriteAsync(CancellationToken cancellation) => context.Store.SetAsync(
        VenueDocuments.SeenBars, new SeenBars(new Dictionary<string, long>(_seenUntilMs)), timeToLive: null, cancellation);

    private async ValueTask<IReadOnlyList<KlineRecord>> ReadHistoryAsync(string symbol, BarInterval interval, CancellationToken cancellation)
    {
        var bars = new List<KlineRecord>();
        var history = Keys.History(symbol, interval);
        foreach (var stored in await context.Store.ReadSeriesAsync(history, history.KeepNewest, cancellation))
        {
            if (stored.Error is { } error)
                context.Log.LogError("bar left out: {Error}", error);
            else
                bars.Add(stored.Value!);
        }

        return bars;
    }
}
