using System.Collections.Immutable;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>
/// The markets of a venue, by symbol. Those with a position or a resting order are kept apart: what is asked after every bar is made of them, and of hundreds of markets they are few.
/// </summary>
internal sealed class PaperMarkets
{
    private readonly SortedList<string, PaperMarket> _all = new(StringComparer.Ordinal);
    private readonly SortedList<string, PaperMarket> _busy = new(StringComparer.Ordinal);

    public IList<string> Symbols => _all.Keys;

    /// <summary>Where a position is open or an order rests.</summary>
    public IList<PaperMarket> Busy => _busy.Values;

    /// <summary>The newest price of every symbol. Never changes once it has been given out.</summary>
    public ImmutableSortedDictionary<string, VenueMark> Marks { get; private set; } = ImmutableSortedDictionary.Create<string, VenueMark>(StringComparer.Ordinal);

    /// <summary>End of the newest bar of all, Unix milliseconds; 0 before the first.</summary>
    public long NewestMs { get; private set; }

    public PaperMarket? Find(string symbol) => _all.GetValueOrDefault(symbol);

    public void Add(PaperMarket market)
    {
        _all.Add(market.Symbol, market);
        Follow(market);
    }

    /// <summary>To be called after whatever happened in a market.</summary>
    public void Follow(PaperMarket market)
    {
        Marks = Marks.SetItem(market.Symbol, new VenueMark(market.Mark, market.AsOfMs));
        NewestMs = Math.Max(NewestMs, market.AsOfMs);
        if (market.IsBusy)
            _busy[market.Symbol] = market;
        else
            _busy.Remove(market.Symbol);
    }
}
