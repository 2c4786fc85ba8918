using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>The position of one symbol and its stop.</summary>
internal static class SymbolPosition
{
    public static IEnumerable<Panel> Now() =>
    [
        Figure("Amount at the venue", "Signed amount in the base currency: above 0 long, below 0 short, 0 no position.", Units.Price, "p33_exchange_position_amt"),
        Figure("Size", "Size of the open position.", Units.Usd, "quantum_position_notional_usd"),
        Figure("Unrealised profit", "Profit that is not taken yet.", Units.Usd, "quantum_position_unrealized_pnl_usd") with { Steps = Steps.Profit },
        Figure("R_net now", "Profit after costs in units of the position's own risk: green from 7, yellow from 3, red below. Partial closes are due at 2, 4 and 6.", Units.R,
            "quantum_harvest_r_net") with { Decimals = 2, Steps = Steps.RNet, NoValue = "no proposal" },
        Figure("Stop confirmed", "NO: the venue has confirmed no resting stop for the open position. Look at the orders below; if none can be set, close by hand.", Units.Number,
            "quantum_position_stop_confirmed") with { Filled = true, Words = Word.YesIsGood, Steps = Steps.GoodFromOne },
        Figure("Time without a stop", "0 when protected. More than a few seconds needs you now. No series: execution is not seen.", Units.Seconds,
            "quantum_position_unprotected_seconds") with { Filled = true, Steps = Steps.BadFromOne, NoValue = "UNKNOWN" },
    ];

    public static IEnumerable<Panel> OverTime() =>
    [
        Graphs.Lines(
            "Entry, mark and stop",
            "Where the position was opened, where the market is, where the stop rests and where it is proposed. A stop line that ends while the others go on: there is none.",
            Units.Price,
            Prices("quantum_position_entry_price", "entry"),
            Prices("quantum_position_mark_price", "mark"),
            Prices("quantum_position_stop_price", "stop"),
            Prices("quantum_harvest_new_sl", "proposed stop")) with { Width = 16, Height = 9, Min = null, Drawing = Drawing.Steps },
        Graphs.Lines("Without a stop over time", "Any bump is a time without protection; one that grows needs you now.", Units.Seconds,
            Query.Over($"max(quantum_position_unprotected_seconds{{{SymbolBoard.Chosen}}})", "unprotected")) with { Height = 9 },
        Graphs.Lines("Profit over time", "Unrealised profit of the position.", Units.Usd,
            Query.Over($"max(quantum_position_unrealized_pnl_usd{{{SymbolBoard.Chosen}}})", "unrealised")) with { Min = null },
        Graphs.Lines("Fills against venue", "Amount by our fills and amount at the venue. The lines must lie on each other; else run quantum reconcile.", Units.Price,
            Query.Over($"max(p33_ledger_position_amt{{{SymbolBoard.Chosen}}})", "by fills"),
            Query.Over($"max(p33_exchange_position_amt{{{SymbolBoard.Chosen}}})", "at the venue")) with { Min = null, Drawing = Drawing.Steps },
        Graphs.Lines("Age of the venue's account", "Above the line of 10 s no plan of this symbol gets a permit: look at execution.", Units.Seconds,
            Query.Over($"max(p33_snapshot_age_seconds{{{SymbolBoard.Chosen}}})", "account"))
            with { ShowLimits = true, Steps = new Steps(Colours.Good, (Limits.AccountStaleSeconds, Colours.Bad)) },
    ];

    private static Query Prices(string metric, string legend) => Query.Over($"max({metric}{{{SymbolBoard.Chosen}}})", legend);

    private static StatPanel Figure(string title, string description, string unit, string metric) => new(title, description)
    {
        Width = 4,
        Height = 4,
        Unit = unit,
        NoValue = "no position",
        Queries = [Query.Now($"max({metric}{{{SymbolBoard.Chosen}}})", title)],
    };
}
