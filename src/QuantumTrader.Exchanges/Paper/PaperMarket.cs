using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>
/// Everything of one symbol: its price, its positions, its orders and its counters. Nothing in it depends on another symbol.
/// </summary>
internal sealed class PaperMarket(string symbol, InstrumentRules rules, PaperOrderBook orders)
{
    public string Symbol => symbol;

    public InstrumentRules Rules { get; set; } = rules;

    public PaperOrderBook Orders => orders;

    public decimal Mark { get; set; }

    /// <summary>End of the newest bar, Unix milliseconds: the time of what happens between bars.</summary>
    public long AsOfMs { get; set; }

    /// <summary>In one-way mode at most one of the two is open.</summary>
    public PaperPosition? Long { get; set; }

    public PaperPosition? Short { get; set; }

    /// <summary>A position is open, or an order rests.</summary>
    public bool IsBusy => Long is not null || Short is not null || orders.Open.Count > 0;

    public long LastTradeNumber { get; set; }

    /// <summary>Earned by this symbol, before fees, quote currency.</summary>
    public decimal RealizedPnl { get; private set; }

    public decimal FeesPaid { get; private set; }

    public decimal UnrealizedPnl => ProfitOf(Long) + ProfitOf(Short);

    /// <summary>Value of the open positions at the mark, quote currency.</summary>
    public decimal Notional => ((Long?.Quantity ?? 0) + (Short?.Quantity ?? 0)) * Mark;

    public void Book(decimal realizedPnl, decimal fee)
    {
        RealizedPnl += realizedPnl;
        FeesPaid += fee;
    }

    public PaperPosition? PositionOf(PositionSide? side) => side switch
    {
        PositionSide.Long => Long,
        PositionSide.Short => Short,
        _ => null,
    };

    public void SetPosition(PositionSide side, PaperPosition? position)
    {
        if (side == PositionSide.Long)
            Long = position;
        else
            Short = position;
    }

    public void Report(decimal leverage, List<VenuePosition> positions)
    {
        foreach (var position in (ReadOnlySpan<PaperPosition?>)[Long, Short])
        {
            if (position is not null)
                positions.Add(new VenuePosition(symbol, position.Side, position.Quantity, position.EntryPrice, Mark, ProfitOf(position), leverage, position.OpenedMs));
        }
    }

    public static PaperMarket Restore(PaperSymbolState state, PaperOptions options)
    {
        var saved = state.Market;
        var orders = new PaperOrderBook(saved.Symbol, options.EndedOrdersKept);
        orders.Restore(saved);
        return new(saved.Symbol, options.Listed(saved.Symbol) ?? saved.Rules, orders)
        {
            Mark = saved.Mark,
            AsOfMs = saved.AsOfMs,
            Long = saved.Long,
            Short = saved.Short,
            LastTradeNumber = saved.LastTradeNumber,
            RealizedPnl = state.RealizedPnl,
            FeesPaid = state.FeesPaid,
        };
    }

    public PaperMarketState Save() => new(
        symbol, Rules, Mark, AsOfMs, Long, Short, orders.LastNumber, LastTradeNumber, [.. orders.Open], [.. orders.Ended]);

    private decimal ProfitOf(PaperPosition? position) => position?.ProfitOf(position.Quantity, Mark) ?? 0;
}
