using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>The position of one symbol and its stop.</summary>
internal static class SymbolPosition
{
    public static IEnumerable<Panel> Now() =>
    [
        Figure(
            "Amount at the venue",
            "Signed amount in the base currency: above 0 long, below 0 short, 0 no position.",
            Units.Price,
            Owned.OfChosen("p33_exchange_position_amt")),
        Figure("Size", "Size of the open position.", Units.Usd, Owned.OfChosen("quantum_position_notional_usd")),
        Figure(
            "Unrealised profit",
            "Profit that is not taken yet.",
            Units.Usd,
            Owned.OfChosen("quantum_position_unrealized_pnl_usd")) with { Steps = Steps.Profit },
        Figure(
            "R_net now",
            "Profit after costs in units of the position's own risk: green from 7, yellow from 3, red below. Partial closes are due at 2, 4 and "
            + "6.",
            Units.R,
            $"max(quantum_harvest_r_net{{{SymbolBoard.Chosen}}})") with { Decimals = 2, Steps = Steps.RNet, NoValue = "no proposal" },
        Figure(
            "Stop confirmed",
            "NO: the venue has confirmed no resting stop for the open position. Look at the orders below; if none can be set, close by hand.",
            Units.Number,
            Owned.OfChosen("quantum_position_stop_confirmed")) with { Filled = true, Words = Word.YesIsGood, Steps = Steps.GoodFromOne },
        Figure(
            "Time without a stop",
            "0 when protected. Red from 15 s, where an alert fires: set a stop or close by hand. No figure while there is no position, or nobody "
            + "runs execution.",
            Units.Seconds,
            Owned.OfChosen("quantum_position_unprotected_seconds")) with { Filled = true, Steps = Steps.Unprotected },
    ];

    public static IEnumerable<Panel> OverTime() =>
    [
        Graphs.Lines(
            "Entry, mark and stop",
            "Where the position was opened, where the market is, where the stop rests and where it is proposed. A stop line that ends while "
            + "the others go on: there is none.",
            Units.Price,
            Query.Over(Owned.OfChosen("quantum_position_entry_price"), "entry"),
            Query.Over(Owned.OfChosen("quantum_position_mark_price"), "mark"),
            Query.Over(Owned.OfChosen("quantum_position_stop_price"), "stop"),
            Query.Over($"max(quantum_harvest_new_sl{{{SymbolBoard.Chosen}}})", "proposed stop"))
            with { Width = 16, Height = 9, Min = null, Drawing = Drawing.Steps },
        Graphs.Lines(
            "Without a stop over time",
            "Any bump is a time without protection; above the line of 15 s an alert fires: set a stop or close by hand.",
            Units.Seconds,
            Query.Over(Owned.OfChosen("quantum_position_unprotected_seconds"), "unprotected"))
            with { Height = 9, ShowLimits = true, Steps = Steps.Unprotected },
        Graphs.Lines("Profit over time", "Unrealised profit of the position.", Units.Usd,
            Query.Over(Owned.OfChosen("quantum_position_unrealized_pnl_usd"), "unrealised")) with { Min = null },
        Graphs.Lines(
            "Fills against venue",
            "Amount by our fills and amount at the venue. The lines must lie on each other; else run quantum reconcile.",
            Units.Price,
            Query.Over(Owned.OfChosen("p33_ledger_position_amt"), "by fills"),
            Query.Over(Owned.OfChosen("p33_exchange_position_amt"), "at the venue")) with { Min = null, Drawing = Drawing.Steps },
        Graphs.Lines("Age of the venue's account", "Above the line of 10 s no plan of this symbol gets a permit: look at execution.", Units.Seconds,
            Query.Over(Owned.OfChosen("p33_snapshot_age_seconds"), "account"))
            with { ShowLimits = true, Steps = Steps.BadFrom(Limits.AccountStaleSeconds) },
    ];

    private static StatPanel Figure(string title, string description, string unit, string expression) => new(title, description)
    {
        Width = 4,
        Height = 4,
        Unit = unit,
        NoValue = "no position",
        Queries = [Query.Now(expression, title)],
    };
}
