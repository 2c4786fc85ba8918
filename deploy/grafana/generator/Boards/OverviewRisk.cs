using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Money at stake: now and over time.</summary>
internal static class OverviewRisk
{
    public static StatPanel HeatNow() => new(
        "Portfolio heat",
        "What one standard deviation of one bar moves, as a part of the equity: COLD below 25 %, WARM below 65 %, HOT from there. Hot: take "
        + "risk off; "
        + "closes that are proposed pass whole. UNKNOWN: nobody runs the heat gate.")
    {
        Width = 6,
        Height = 6,
        Unit = Units.Share,
        Decimals = 1,
        Filled = true,
        WithNames = true,
        Steps = Steps.Heat,
        NoValue = "UNKNOWN",
        Queries = [Query.Now($"({Owned.BucketOfHeat} == 1) * on () group_left () {Owned.Max("p26_heat_value")}", "{{state}}")],
    };

    public static IEnumerable<Panel> Account() =>
    [
        Figure(
            "Equity",
            "Equity of the account. UNKNOWN: the position stage has no account from the venue.",
            Owned.Max("quantum_portfolio_equity_usd"), Steps.None),
        Figure(
            "Gross notional",
            "Sizes of all open positions together; compare with the equity.",
            Owned.Max("quantum_portfolio_gross_notional_usd"), Steps.None),
        Figure("Unrealised", "Profit of all open positions that is not taken yet.", Owned.Max("quantum_portfolio_unrealized_pnl_usd"), Steps.Profit),
        Figure(
            "Open positions and stops",
            "Positions that are open, and those of them with a stop that the venue confirmed: the two figures belong together. Each is in the table below.",
            Owned.Max("quantum_portfolio_positions"),
            Steps.None) with
        {
            Unit = Units.Number,
            Queries =
            [
                Query.Now(Owned.Max("quantum_portfolio_positions"), "open"),
                Query.Now($"sum({Owned.BySymbol("quantum_position_stop_confirmed")}) or 0 * {Owned.Max("quantum_portfolio_positions")}", "stop confirmed"),
            ],
        },
    ];

    public static IEnumerable<Panel> OverTime() =>
    [
        Graph("Equity over time", "Equity of the account. A step without a fill on the Symbol board is a transfer or a reconciliation.", Units.Usd,
            Query.Over(Owned.Max("quantum_portfolio_equity_usd"), "equity")),
        Graph("Notional and unrealised", "How much is at stake and what it earns at the moment.", Units.Usd,
            Query.Over(Owned.Max("quantum_portfolio_gross_notional_usd"), "gross notional"),
            Query.Over(Owned.Max("quantum_portfolio_unrealized_pnl_usd"), "unrealised")),
        Graph("Heat over time", "The dashed lines are the limits of cold, warm and hot. Above the upper one take risk off.", Units.Share,
            Query.Over(Owned.Max("p26_heat_value"), "heat")) with { ShowLimits = true, Steps = Steps.Heat, Min = 0 },
        Graph(
            "Time without a stop",
            "Any bump is a position that stood without a confirmed stop; above the line of 15 s an alert fires: open its board.",
            Units.Seconds,
            Query.Over(Owned.BySymbol("quantum_position_unprotected_seconds"), "{{symbol}}"))
            with { Min = 0, ShowLimits = true, Steps = Steps.Unprotected, Link = DataLink.FromSeries },
        Graph(
            "Kill score over time",
            "The dashed lines are 0.6, from which a full close is proposed, and 0.8, from which no gate makes it smaller.",
            Units.Number,
            Query.Over("max by (symbol) (quantum_harvest_kill_score)", "{{symbol}}"))
            with { ShowLimits = true, Steps = Steps.KillScore, Min = 0.5, Max = 1, Decimals = 2, Link = DataLink.FromSeries },
        Graph("R_net over time", "Profit of each position in units of its own risk; the dashed lines are 3 and 7.", Units.R,
            Query.Over("max by (symbol) (quantum_harvest_r_net)", "{{symbol}}"))
            with { ShowLimits = true, Steps = Steps.RNet, Decimals = 2, Link = DataLink.FromSeries },
    ];

    private static StatPanel Figure(string title, string description, string expression, Steps steps) => new(title, description)
    {
        Width = 6,
        Height = 4,
        Unit = Units.Usd,
        Steps = steps,
        NoValue = "UNKNOWN",
        Queries = [Query.Now(expression, title)],
    };

    private static TimeSeriesPanel Graph(string title, string description, string unit, params Query[] queries) => new(title, description)
    {
        Width = 8,
        Height = 8,
        Unit = unit,
        Queries = queries,
    };
}
