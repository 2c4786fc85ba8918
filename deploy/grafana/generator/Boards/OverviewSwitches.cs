using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>The switches that stop order flow, and what the rest depends on.</summary>
internal static class OverviewSwitches
{
    public static IEnumerable<Panel> Panels() =>
    [
        new StatPanel(
            "Kill switch",
            "ON: all order flow stops, for everything or for the symbol named; stops that rest already stay. Leave it with quantum kill off "
            + "and a reason.")
        {
            Width = 4, Height = 4, Unit = Units.Number, Filled = true, Steps = Steps.BadFromOne, Words = Word.OnIsBad, NoValue = "UNKNOWN",
            Queries = [Query.Now("max by (scope) (quantum_kill_switch)", "{{scope}}")],
        },
        new StatPanel(
            "Safe mode",
            "ON: new risk is refused, exits pass. The Safety Telemetry board names the fault that set it.")
        {
            Width = 4, Height = 4, Unit = Units.Number, Filled = true, Steps = Steps.BadFrom(Limits.SafeModeOn), Words = Word.OnIsBad,
            NoValue = "UNKNOWN", Queries = [Query.Now("max(quantum_safety_safe_mode)", "safe mode")],
        },
        new StatPanel(
            "Apply disarmed",
            "YES: after repeated errors or a burst the governor put apply back to dry_run, so nothing is harvested. Find the cause on the "
            + "Pipeline board, then arm it again.")
        {
            Width = 4, Height = 4, Unit = Units.Number, Filled = true, Steps = Steps.BadFromOne,
            Words = [new Word("0", "NO", Colours.Good), new Word("1", "YES", Colours.Bad)],
            NoValue = "UNKNOWN", Queries = [Query.Now("max(quantum_apply_disarmed)", "disarmed")],
        },
        new StatPanel(
            "Heat gate",
            "ENFORCE: the calibrated actions are what is carried out. SHADOW: the gate only says what it would do. Either is right if it is "
            + "what you chose.")
        {
            Width = 4, Height = 4, Unit = Units.Number,
            Words = [new Word("0", "SHADOW", Colours.Plain), new Word("1", "ENFORCE", Colours.Good)],
            NoValue = "UNKNOWN", Queries = [Query.Now(Owned.Max("p26_enforce_mode"), "mode")],
        },
        new StatPanel(
            "Redis",
            "DOWN: an exporter cannot read Redis; the figures of this board are those of its last good look. Look at Redis before anything else.")
        {
            Width = 4, Height = 4, Unit = Units.Number, Filled = true, Steps = Steps.GoodFromOne, Words = Word.UpIsGood, NoValue = "UNKNOWN",
            Queries = [Query.Now("min(quantum_safety_redis_up)", "redis")],
        },
        new StatPanel(
            "Longest without a stop",
            "Time that the worst position has been open without a confirmed stop; 0 when all have one. Red from 15 s, where an alert fires: "
            + "open the symbol's board.")
        {
            Width = 4, Height = 4, Unit = Units.Seconds, Filled = true, Steps = Steps.Unprotected, NoValue = "UNKNOWN",
            Queries = [Query.Now(Owned.Max("quantum_position_unprotected_seconds"), "unprotected")],
        },
    ];
}
