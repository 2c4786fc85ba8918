using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What only the stages have that propose and calibrate.</summary>
internal static class FiguresOfProposals
{
    public static IEnumerable<Panel> Risk() =>
    [
        Graphs.Lines(
            "risk-proposal: newest proposal",
            "Age of the newest entry in its stream. Empty while ENABLE_STREAM is off: the proposals are then in the hashes only.",
            Units.Seconds,
            Graphs.Age("quantum_stream_newest_timestamp_seconds", "stream", "risk proposals", Graphs.Stream("risk.proposal"))),
        Graphs.Lines(
            "risk-proposal: newest market state",
            "Age of the newest market state. When it climbs, this stage has nothing to work from: look at market-state.",
            Units.Seconds,
            Graphs.Age("quantum_stream_newest_timestamp_seconds", "stream", "market state", Graphs.Stream("marketstate"))),
    ];

    public static IEnumerable<Panel> Harvest() =>
    [
        Graphs.Lines(
            "harvest-proposal: age by symbol",
            "Time since the proposal was computed. Above the line of 90 s an alert fires: look at this stage, then at market-state and "
            + "position-state.",
            Units.Seconds,
            Graphs.Age("quantum_harvest_last_update_epoch", "symbol", "{{symbol}}")) with { ShowLimits = true, Steps = Steps.ProposalAge },
        Graphs.Lines("harvest-proposal: symbols by action", "How many symbols have each action proposed at the moment.",
            Units.Short,
            Query.Over("sum by (action) (max by (symbol, action) (quantum_harvest_action))", "{{action}}")) with { Drawing = Drawing.Stacked },
    ];

    public static IEnumerable<Panel> HeatGate() =>
    [
        Graphs.Lines("heat-gate: heat", "The dashed lines part cold, warm and hot. Hot: take risk off.",
            Units.Share,
            Query.Over(Owned.Max("p26_heat_value"), "heat")) with { ShowLimits = true, Steps = Steps.Heat },
        Graphs.Counts(
            "heat-gate: made smaller",
            "Closes that the policy made smaller or held, by what became of them. Many of them while positions lose: reconsider HEAT_POLICY.",
            Query.Over("sum by (from_action, to_action, reason) (increase(p26_actions_downgraded_total[$__rate_interval]))", "{{from_action}} to {{to_action}} ({{reason}})")),
        Graphs.Counts(
            "heat-gate: could not judge",
            "Proposals that got no answer, by reason, and calibrated hashes that could not be written. Missing or stale portfolio data: look at "
            + "position-state.",
            Query.Over(Graphs.Increase("p26_failures_total", "reason"), "{{reason}}"),
            Graphs.Total("p26_hash_write_fail_total", "hash not written")),
        Graphs.Lines(
            "heat-gate: answer time",
            "From the computation of a proposal to its answer. More than the 30 s that apply accepts makes every plan stale.",
            Units.Milliseconds,
            Graphs.Quantiles("p26_stream_lag_ms")),
        Graphs.Counts("heat-gate: answered", "Proposals answered, and calibrated hashes written (in enforce only).",
            Graphs.Total("p26_proposals_processed_total", "answered"),
            Graphs.Total("p26_hash_writes_total", "hashes written")),
    ];
}
