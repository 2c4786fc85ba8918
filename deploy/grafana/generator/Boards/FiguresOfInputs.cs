using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What only the stages have that bring in market and account.</summary>
internal static class FiguresOfInputs
{
    public static IEnumerable<Panel> Feed() =>
    [
        Graphs.Lines(
            "feed: newest entry",
            "Age of the newest bar in the stream. It saw-tooths up to the bar's interval; beyond that the feed or the venue's data is silent.",
            Units.Seconds,
            Graphs.Age("quantum_stream_newest_timestamp_seconds", "stream", "bars", Graphs.Stream("market.klines"))),
        Graphs.Lines(
            "feed: newest bar by symbol",
            "Time since the newest bar taken closed; above the line of 180 s an alert fires. One symbol alone climbs: its subscription is gone; "
            + "start the feed again.",
            Units.Seconds,
            Graphs.Age("quantum_marketstate_last_bar_timestamp_seconds", "symbol", "{{symbol}}"))
            with { ShowLimits = true, Steps = Steps.BadFrom(Limits.MarketDataStaleSeconds) },
    ];

    public static IEnumerable<Panel> MarketState() =>
    [
        Graphs.Counts(
            "market-state: bars by verdict",
            "What became of the bars. Anything but taken and duplicate means gaps or bad data from the feed.",
            "quantum_marketstate_bars_total", "verdict"),
        Graphs.Counts(
            "market-state: missing bars",
            "Bars that the gaps lack. After too long a gap the window starts anew and nothing is proposed until it is full.",
            "quantum_marketstate_missing_bars_total", "symbol"),
    ];

    public static IEnumerable<Panel> PositionState() =>
    [
        Graphs.Counts("position-state: plans permitted", "Plans for which this stage gave its permit.", "p33_permit_allow_total", "symbol"),
        Graphs.Counts(
            "position-state: plans refused",
            "Refusals by reason. Stale state: look at execution, which writes the account. Reconcile: our fills and the venue disagree; run "
            + "quantum reconcile.",
            "p33_permit_deny_total", "reason"),
        Graphs.Lines(
            "position-state: age of the account",
            "How old the venue's account was when it was last looked at. Above the line no plan gets a permit.",
            Units.Seconds,
            Query.Over(Owned.BySymbol("p33_snapshot_age_seconds"), "{{symbol}}"))
            with { ShowLimits = true, Steps = Steps.BadFrom(Limits.AccountStaleSeconds) },
        Graphs.Lines(
            "position-state: fills against venue",
            "Amount by our fills less the amount at the venue. Anything that stays off 0 needs quantum reconcile.",
            Units.Price,
            Query.Over($"{Owned.BySymbol("p33_ledger_position_amt")} - {Owned.BySymbol("p33_exchange_position_amt")}", "{{symbol}}"))
            with { Min = null },
        Graphs.Lines(
            "position-state: open positions",
            "Open positions, and how many of them have a stop that the venue confirmed. The two lines belong together.",
            Units.Short,
            Query.Over(Owned.Max("quantum_portfolio_positions"), "open"),
            Query.Over($"sum({Owned.BySymbol("quantum_position_stop_confirmed")})", "stop confirmed")),
    ];
}
