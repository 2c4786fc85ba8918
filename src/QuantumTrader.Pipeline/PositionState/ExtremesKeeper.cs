using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>Peak and trough of the open positions, over the bars that they live through.</summary>
internal sealed class ExtremesKeeper(StageContext context)
{
    private readonly Dictionary<string, PriceExtremes> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Bar>> _ahead = new(StringComparer.Ordinal);

    public IEnumerable<string> Open => _open.Keys;

    public bool IsOpen(string symbol) => _open.ContainsKey(symbol);

    public void Keep(KlineRecord record)
    {
        if (!_open.ContainsKey(record.Bar.Symbol))
            return;
        if (!_ahead.TryGetValue(record.Bar.Symbol, out var bars))
            _ahead[record.Bar.Symbol] = bars = [];
        bars.Add(record.Bar);
    }

    /// <summary>Peak and trough up to the mark.</summary>
    public async ValueTask<PriceExtremes> UpToAsync(VenuePosition position, VenueMark mark, CancellationToken cancellation)
    {
        var extremes = await FindAsync(position, mark, cancellation);

        // A bar counts once the venue's mark has come as far: a peak of this bar beside a price of the last one would be of no moment at all.
        if (_ahead.TryGetValue(position.Symbol, out var bars))
        {
            foreach (var bar in bars.Where(bar => bar.EndTimeMs <= mark.AsOfMs))
                extremes = extremes.Include(bar);
            bars.RemoveAll(bar => bar.EndTimeMs <= mark.AsOfMs);
        }

        return _open[position.Symbol] = extremes.Include(mark.Price);
    }

    /// <summary>There is no position any more.</summary>
    public void Forget(string symbol)
    {
        _open.Remove(symbol);
        _ahead.Remove(symbol);
    }

    // Peak and trough outlive this process in the position's own hash; the bars of the time in between are in the history.
    private async ValueTask<PriceExtremes> FindAsync(VenuePosition position, VenueMark mark, CancellationToken cancellation)
    {
        if (_open.TryGetValue(position.Symbol, out var known) && known.IsOf(position.Side, position.OpenedMs))
            return known;
        var opened = PriceExtremes.Opened(position.Side, position.OpenedMs, position.EntryPrice);
        var stored = await context.Store.GetAsync(Keys.Position(position.Symbol), cancellation);
        if (stored.Error is { } error)
            context.Log.LogError("{Symbol}: peak and trough start anew: {Error}", position.Symbol, error);
        if (stored.Value is { } earlier && earlier.Side == position.Side && earlier.OpenedEpoch == position.OpenedMs / 1000)
            opened = opened with { Peak = earlier.PeakPrice, Trough = earlier.TroughPrice };
        return mark.AsOfMs > position.OpenedMs ? await IncludeHistoryAsync(opened, position.Symbol, mark, cancellation) : opened;
    }

    private async ValueTask<PriceExtremes> IncludeHistoryAsync(
        PriceExtremes extremes, string symbol, VenueMark mark, CancellationToken cancellation)
    {
        foreach (var interval in BarInterval.All)
        {
            var history = Keys.History(symbol, interval);
            foreach (var stored in await context.Store.ReadSeriesAsync(history, history.KeepNewest, cancellation))
            {
                if (stored.Error is { } error)
                    context.Log.LogError("{Symbol}: bar left out of peak and trough: {Error}", symbol, error);
                else if (stored.Value!.Bar.EndTimeMs <= mark.AsOfMs)
                    extremes = extremes.Include(stored.Value.Bar);
            }
        }

        return extremes;
    }
}
