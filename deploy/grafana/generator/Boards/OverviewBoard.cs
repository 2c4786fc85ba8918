using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Are the positions protected, is risk within its limits, is everything running: the first row answers, the rest says why.</summary>
internal static class OverviewBoard
{
    public static Board Make() => new(
        "quantum-overview",
        "Quantum Overview",
        "Are the positions protected, is risk within its limits, is everything running? All green in the first row: yes.")
    {
        From = "now-6h",
        Sections =
        [
            new Section("Protected? Within limits? Running?", Unprotected(), OverviewRisk.HeatNow(), Down(), Alerts()),
            new Section("Switches", [.. OverviewSwitches.Panels()]),
            new Section("Account", [.. OverviewRisk.Account()]),
            new Section("Positions", OverviewTables.Positions()),
            new Section("What is wrong", OverviewTables.FiringAlerts(), OverviewTables.Services()),
            new Section("Over time", [.. OverviewRisk.OverTime()]),
        ],
    };

    private static StatPanel Unprotected() => new(
        "Positions without a stop",
        "Open positions less those whose stop the venue confirmed. Anything but 0 for more than a few seconds: open the symbol below and look "
        + "at execution; "
        + "if no stop can be set, close the position by hand. UNKNOWN: the position stage is not seen, so nobody vouches for the stops.")
    {
        Width = 6,
        Height = 6,
        Unit = Units.Number,
        Filled = true,
        Steps = Steps.BadFromOne,
        Words = [new Word("0", "ALL PROTECTED", Colours.Good)],
        NoValue = "UNKNOWN",
        Queries =
        [
            // Without a series of confirmations every open position counts as unprotected: silence is not protection.
            Query.Now(
                $"{Owned.Max("quantum_portfolio_positions")} - sum({Owned.BySymbol("quantum_position_stop_confirmed")}) or {Owned.Max("quantum_portfolio_positions")}",
                "unprotected"),
        ],
    };

    private static StatPanel Down() => new(
        "Down or standing still",
        "Services of which no process answers, and stages that no process runs. Anything but 0: What is wrong, below, names them; start the "
        + "service again. "
        + "UNKNOWN: Prometheus scrapes no target of the system.")
    {
        Width = 6,
        Height = 6,
        Unit = Units.Number,
        Filled = true,
        Steps = Steps.BadFromOne,
        Words = [new Word("0", "ALL RUNNING", Colours.Good)],
        NoValue = "UNKNOWN",
        Queries =
        [
            Query.Now(
                $"sum(1 - {Selectors.ServiceUp}) + sum(1 - max by (stage) (quantum_stage_running)) or sum(1 - {Selectors.ServiceUp})",
                "down"),
        ],
    };

    private static StatPanel Alerts() => new(
        "Alerts firing",
        "Alerts that fire now, the Watchdog left out. Critical ones need somebody at once; each is listed below with its runbook in Alertmanager. "
        + "UNKNOWN: not even the Watchdog fires, so no rule is evaluated and no alert can be trusted to come.")
    {
        Width = 6,
        Height = 6,
        Unit = Units.Number,
        Filled = true,
        Steps = Steps.BadFromOne,
        Others = [("warning", Steps.WarningFromOne)],
        NoValue = "UNKNOWN",
        Queries =
        [
            Query.Now($"count(ALERTS{{{Selectors.IsFiring}, severity=\"critical\"}}) or 0 * {Selectors.Watchdog}", "critical"),
            Query.Now($"count(ALERTS{{{Selectors.IsFiring}, severity=\"warning\"}}) or 0 * {Selectors.Watchdog}", "warning"),
        ],
    };
}
