using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Paper;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>What the paper venue and the entry rule need to go on after a restart: the account, and which bars both have seen.</summary>
/// <remarks>
/// The account is large and is written when something happened; the bars are noted at every step. A bar counts as seen once, so that one that is
/// delivered again neither moves the venue nor is shown to the rule twice.
/// </remarks>
internal sealed class PaperMemory(StageContext context)
{
    private readonly Dictionary<string, long> _seenUntilMs = new(StringComparer.Ordinal);

    /// <summary>Notes the bar; false: it has been seen before.</summary>
    public bool IsNews(Bar bar)
    {
        if (_seenUntilMs.TryGetValue(bar.Symbol, out var until) && bar.EndTimeMs <= until)
            return false;
        _seenUntilMs[bar.Symbol] = bar.EndTimeMs;
        return true;
    }

    /// <summary>The account as it was last written, and the bars that had been seen by then or later and are still in the history, in order.</summary>
    /// <exception cref="InvalidOperationException">What was written cannot be read.</exception>
    public async ValueTask<(PaperState? Account, IReadOnlyList<Bar> Seen)> ReadAsync(CancellationToken cancellation)
    {
        var account = Readable(await context.Store.GetAsync(VenueDocuments.Paper, cancellation));
        var seen = Readable(await context.Store.GetAsync(VenueDocuments.SeenBars, cancellation));
        _seenUntilMs.Clear();
        foreach (var (symbol, until) in seen?.UntilMs ?? new Dictionary<string, long>())
            _seenUntilMs[symbol] = until;

        // The account is written first: after a crash between the two it knows better.
        foreach (var market in account?.Markets ?? [])
            _seenUntilMs[market.Symbol] = Math.Max(_seenUntilMs.GetValueOrDefault(market.Symbol), market.AsOfMs);

        var bars = new List<Bar>();
        foreach (var (symbol, until) in _seenUntilMs)
        {
            foreach (var interval in BarInterval.All)
                bars.AddRange((await ReadHistoryAsync(symbol, interval, cancellation)).Where(bar => bar.EndTimeMs <= until));
        }

        return (account, [.. bars.OrderBy(bar => bar.EndTimeMs)]);
    }

    public ValueTask WriteAsync(PaperState account, CancellationToken cancellation) =>
        context.Store.SetAsync(VenueDocuments.Paper, account, timeToLive: null, cancellation);

    public ValueTask WriteSeenAsync(CancellationToken cancellation) => context.Store.SetAsync(
        VenueDocuments.SeenBars, new SeenBars(new Dictionary<string, long>(_seenUntilMs)), timeToLive: null, cancellation);

    private async ValueTask<IReadOnlyList<Bar>> ReadHistoryAsync(string symbol, BarInterval interval, CancellationToken cancellation)
    {
        var bars = new List<Bar>();
        var history = Keys.History(symbol, interval);
        foreach (var stored in await context.Store.ReadSeriesAsync(history, history.KeepNewest, cancellation))
        {
            if (stored.Error is { } error)
                context.Log.LogError("bar left out: {Error}", error);
            else
                bars.Add(stored.Value!.Bar);
        }

        return bars;
    }

    private static T? Readable<T>(Stored<T> stored)
        where T : class => stored.Error is { } error
            ? throw new InvalidOperationException($"the paper account cannot be restored: {error}")
            : stored.Value;
}
