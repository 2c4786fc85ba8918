using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What only HarvestBrain has.</summary>
internal static class FiguresOfBrain
{
    public static IEnumerable<Panel> Panels() =>
    [
        Graphs.Counts(
            "harvest-brain: acts",
            "Acts of the ladder, by what they ask for. In shadow they are suggestions and nothing follows; its own board says by symbol.",
            Query.Over("sum by (intent_type, mode) (increase(quantum_harvest_brain_actions_total[$__rate_interval]))", "{{intent_type}} {{mode}}")),
        Graphs.Counts(
            "harvest-brain: held back",
            "Acts that the ladder asked for and that were not asked of anybody, by reason; the next price asks again. A reason that stays needs a look.",
            "quantum_harvest_brain_blocked_total", "reason"),
        Graphs.Counts(
            "harvest-brain: refused",
            "Acts that the router or execution refused. The same again and again: intent-router, below, and execution, above, say why.",
            "quantum_harvest_brain_refused_total", "intent_type"),
        Graphs.Lines(
            "harvest-brain: entries",
            "Executions taken in, by what they tell. No fills for long while positions are open is normal; no entries at all after an order is not.",
            Units.PerSecond,
            Query.Over("sum by (kind) (rate(quantum_harvest_brain_entries_total[$__rate_interval]))", "{{kind}}")),
        Graphs.Counts(
            "harvest-brain: repeated and put right",
            "Acts that had been asked for already, and positions taken over from the venue. Many of the latter: fills do not reach it, look at execution.",
            Graphs.Total("quantum_harvest_brain_dedup_hits_total", "asked already"),
            Graphs.Total("quantum_harvest_brain_adopted_total", "put right")),
    ];
}
