using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What only the intent router has.</summary>
internal static class FiguresOfRouter
{
    public static IEnumerable<Panel> Panels() =>
    [
        Graphs.Counts("intent-router: accepted", "Intents accepted, by what they ask for.", "quantum_intent_router_allowed_total", "kind"),
        Graphs.Counts(
            "intent-router: denied",
            "Intents refused, by reason. SAFETY_STATE_UNAVAILABLE: it cannot read its state, look at Redis.",
            "quantum_intent_router_denied_total", "reason"),
        Graphs.Counts(
            "intent-router: let through",
            "Reduce-only intents that passed where another would have been denied, and entries that were delivered again.",
            Graphs.Total("quantum_intent_router_exempt_total", "exempt"),
            Graphs.Total("quantum_intent_router_repeated_total", "delivered again")),
        Graphs.Counts(
            "intent-router: trips of safe mode",
            "Each one halts new risk for its cool-down. The Safety Telemetry board names symbol and side.",
            "quantum_intent_router_faults_total", "reason"),
        Graphs.Counts(
            "intent-router: rejected stream",
            "Rejections as the safety exporter reads them from the stream. More here than denied: somebody else rejects too.",
            "quantum_safety_intents_rejected_total", "reason"),
    ];
}
