using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Which position, which alert, which service.</summary>
internal static class OverviewTables
{
    public static TablePanel Positions() => new(
        "Open positions and proposals",
        "A line for each symbol that has a position or a proposal; choose it to look into it. A red stop cell: no stop that the venue confirmed. "
        + "What is proposed and what the heat gate left of it stand side by side.")
    {
        Width = 24,
        Height = 8,
        Unit = Units.Number,
        SortBy = "size",
        Descending = true,
        NoValue = "",
        Hidden = [$"Value #{Query.RefId(9)}", $"Value #{Query.RefId(10)}"],
        Queries =
        [
            Query.Rows(Owned.BySymbol("quantum_position_notional_usd")),
            Query.Rows(Owned.BySymbol("quantum_position_unrealized_pnl_usd")),
            Query.Rows(Owned.BySymbol("quantum_position_entry_price")),
            Query.Rows(Owned.BySymbol("quantum_position_mark_price")),
            Query.Rows(Owned.BySymbol("quantum_position_stop_price")),
            Query.Rows(Owned.BySymbol("quantum_position_stop_confirmed")),
            Query.Rows(Owned.BySymbol("quantum_position_unprotected_seconds")),
            Query.Rows("max by (symbol) (quantum_harvest_r_net)"),
            Query.Rows("max by (symbol) (quantum_harvest_kill_score)"),
            Query.Rows("max by (symbol, action) (quantum_harvest_action) == 1"),
            Query.Rows("max by (symbol, calibrated) (label_replace(quantum_harvest_calibrated_action == 1, \"calibrated\", \"$1\", \"action\", \"(.*)\"))"),
        ],
        Columns =
        [
            Column.Symbol(),
            Column.ValueOf(0, "size") with { Unit = Units.Usd },
            Column.ValueOf(1, "unrealised") with { Unit = Units.Usd },
            Column.ValueOf(2, "entry") with { Unit = Units.Price },
            Column.ValueOf(3, "mark") with { Unit = Units.Price },
            Column.ValueOf(4, "stop") with { Unit = Units.Price },
            Column.ValueOf(5, "stop confirmed") with { Words = Word.YesIsGood, Steps = Steps.GoodFromOne },
            Column.ValueOf(6, "without a stop") with { Unit = Units.Seconds, Steps = Steps.Unprotected },
            Column.ValueOf(7, "R_net") with { Unit = Units.R, Decimals = 2 },
            Column.ValueOf(8, "kill score") with { Decimals = 3, Steps = Steps.KillScore },
            Column.Label("action", "proposed"),
            Column.Label("calibrated", "left by the heat gate"),
        ],
    };

    public static TablePanel FiringAlerts() => new(
        "Alerts that fire",
        "Every alert that fires now, the Watchdog left out. The runbook has a section for each name. Empty is good, as long as the tile at the "
        + "top is not UNKNOWN.")
    {
        Width = 12,
        Height = 9,
        Unit = Units.Number,
        SortBy = "severity",
        NoValue = "",
        Hidden = ["Value"],
        Queries = [Query.Rows($"max by (severity, alertname, symbol, about) ({Selectors.FiringWithSubject})")],
        Columns =
        [
            Column.Label("severity") with
            {
                Words = [new Word("critical", "critical", Colours.Bad), new Word("warning", "warning", Colours.Warning)],
                Width = 100,
            },
            Column.Label("alertname", "alert"),
            Column.Symbol(),
            Column.Label("about"),
        ],
    };

    public static TablePanel Services() => new(
        "Services",
        "Every scrape target of the system, those that are down first. DOWN: look at the service's log and start it again; a board cannot be "
        + "right about what it does not see.")
    {
        Width = 12,
        Height = 9,
        Unit = Units.Number,
        SortBy = "answers",
        NoValue = "",
        Queries = [Query.Rows($"min by (service, job, instance) ({Selectors.Up})")],
        Columns =
        [
            Column.Label("service"),
            Column.Label("job"),
            Column.Label("instance"),
            Column.Value("answers") with { Words = Word.UpIsGood, Steps = Steps.GoodFromOne, Width = 100 },
        ],
    };
}
