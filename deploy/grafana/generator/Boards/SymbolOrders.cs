using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What became of one symbol's proposals: permits, plans, orders.</summary>
internal static class SymbolOrders
{
    public static IEnumerable<Panel> Panels() =>
    [
        Graphs.Counts("Permits of position state", "Permits given and refused, by reason. A reconcile reason: our fills and the venue disagree.",
            Query.Over(Total("p33_permit_allow_total"), "permitted"),
            Query.Over(By("p33_permit_deny_total", "reason"), "{{reason}}")),
        Graphs.Counts("Permits of the governor", "Permits issued and refused, by reason.",
            Query.Over(Total("quantum_govern_allow_total"), "permitted"),
            Query.Over(By("quantum_govern_block_total", "reason"), "{{reason}}")),
        Graphs.Lines(
            "Closes executed",
            "Closes within the last hour and the last five minutes; the governor's default limits are 30 and 6.",
            Units.Number,
            Query.Over(Owned.OfChosen("quantum_govern_exec_count_hour"), "1 h"),
            Query.Over(Owned.OfChosen("quantum_govern_exec_count_5min"), "5 min")),
        Graphs.Counts("Plans", "Plans made, by decision. quantum explain with a plan's id tells the whole story.",
            Query.Over(By("quantum_apply_plan_total", "decision"), "{{decision}}")),
        Graphs.Counts(
            "Steps of plans",
            "Steps, by what became of them.",
            Query.Over(By("quantum_apply_execute_total", "step, status"), "{{step}} {{status}}")),
        Graphs.Counts("Orders", "Orders by kind and by what the venue made of them. A stop counts when it rests and when it ends.",
            Query.Over(By("quantum_execution_orders_total", "type, status"), "{{type}} {{status}}")),
        Graphs.Lines("Last plan carried out", "Time since. Long is normal while nothing is proposed.", Units.Seconds,
            Graphs.Age("quantum_apply_last_success_epoch", "symbol", "ago", SymbolBoard.Chosen)),
        Graphs.Lines("Age of the proposal", "Time since it was computed. Above the line of 90 s an alert fires.", Units.Seconds,
            Graphs.Age(
                "quantum_harvest_last_update_epoch",
                "symbol",
                "proposal", SymbolBoard.Chosen)) with { ShowLimits = true, Steps = Steps.ProposalAge },
        Graphs.Lines(
            "Faults in an hour",
            "Trips of safe mode that this symbol caused within the last hour. Find who sends its intents.",
            Units.Number,
            Query.Over($"max(quantum_safety_faults_by_symbol_last_1h{{{SymbolBoard.Chosen}}})", "faults")),
    ];

    private static string By(string counter, string labels) => Graphs.Increase(counter, labels, SymbolBoard.Chosen);

    private static string Total(string counter) => Graphs.Increase(counter, "symbol", SymbolBoard.Chosen);
}
