using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What only the stages have that permit, plan and send.</summary>
internal static class FiguresOfOrders
{
    public static IEnumerable<Panel> Governor() =>
    [
        Graphs.Counts("governor: permits", "Permits issued, by symbol.", "quantum_govern_allow_total", "symbol"),
        Graphs.Counts(
            "governor: refusals",
            "Permits refused, by reason. A limit that bites often is set too low for the harvest policy; kill_switch_active is somebody's "
            + "decision.",
            "quantum_govern_block_total", "reason"),
        Graphs.Counts(
            "governor: disarms",
            "Times that apply was put back to dry_run. After each, nothing is harvested until an operator arms it again with a reason.",
            "quantum_govern_disarm_total", "reason"),
        Graphs.Lines("governor: closes in an hour", "Closes executed within the last hour; the line is the default limit of 30.", Units.Short,
            Query.Over(Owned.BySymbol("quantum_govern_exec_count_hour"), "{{symbol}}"))
            with { ShowLimits = true, Steps = Steps.BadFrom(Limits.ClosesPerHour) },
        Graphs.Lines(
            "governor: closes in 5 minutes",
            "Closes executed within the last five minutes; the line is the default limit of 6. A breach disarms.",
            Units.Short,
            Query.Over(Owned.BySymbol("quantum_govern_exec_count_5min"), "{{symbol}}"))
            with { ShowLimits = true, Steps = Steps.BadFrom(Limits.ClosesPerFiveMinutes) },
    ];

    public static IEnumerable<Panel> Apply() =>
    [
        Graphs.Counts(
            "apply: plans",
            "Plans made, by decision. Many BLOCKED or ERROR: quantum explain with the plan's id says why.",
            "quantum_apply_plan_total", "decision"),
        Graphs.Counts("apply: steps", "Steps of plans, by what became of them.",
            Query.Over("sum by (step, status) (increase(quantum_apply_execute_total[$__rate_interval]))", "{{step}} {{status}}")),
        Graphs.Counts(
            "apply: permits missing",
            "Plans that did not get all three permits in time, and plans the governor refused. Look at the stage whose permit is missing.",
            Query.Over(Graphs.Increase("quantum_apply_permits_missing_total", "reason"), "{{reason}}"),
            Query.Over(Graphs.Increase("governor_block_total", "reason"), "refused: {{reason}}")),
        Graphs.Lines(
            "apply: wait for permits",
            "From the plan to the decision on its permits. Near APPLY_PERMIT_WAIT_MS (1200) means that permits come too late.",
            Units.Milliseconds,
            Graphs.Quantiles("permit_wait_ms")),
        Graphs.Counts(
            "apply: how plans ended",
            "Plans by how they ended, and acts that were on their way or done already. would_execute: apply is in dry_run.",
            Query.Over(Graphs.Increase("apply_executed_total", "status"), "{{status}}"),
            Graphs.Total("quantum_apply_dedupe_hits_total", "done already")),
    ];

    public static IEnumerable<Panel> Execution() =>
    [
        Graphs.Counts("execution: orders", "Orders by kind and by what the venue made of them. Rejected ones are explained in apply.result.",
            Query.Over("sum by (type, status) (increase(quantum_execution_orders_total[$__rate_interval]))", "{{type}} {{status}}")),
        Graphs.Counts(
            "execution: unknown outcomes",
            "Orders of which no answer said what became of them. They are asked for by their client id; one that stays unknown needs a look at "
            + "the venue.",
            Graphs.Total("quantum_execution_unknown_outcomes_total", "unknown")),
        Graphs.Lines(
            "execution: latency",
            "From the computation of a proposal or intent to the venue's answer.",
            Units.Milliseconds,
            Graphs.Quantiles("quantum_execution_latency_ms")),
        Graphs.Lines(
            "execution: time without a stop",
            "Open positions whose stop the venue has not confirmed; above the line of 15 s an alert fires: open the symbol's board.",
            Units.Seconds,
            Query.Over(Owned.BySymbol("quantum_position_unprotected_seconds"), "{{symbol}}"))
            with { ShowLimits = true, Steps = Steps.Unprotected, Link = DataLink.FromSeries },
        Graphs.Lines(
            "execution: last success by symbol",
            "Time since a plan of the symbol was last carried out. Long is normal while nothing is proposed.",
            Units.Seconds,
            Graphs.Age("quantum_apply_last_success_epoch", "symbol", "{{symbol}}")),
    ];
}
