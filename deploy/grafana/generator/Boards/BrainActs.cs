using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Acts of the ladder: asked for, held back, refused.</summary>
internal static class BrainActs
{
    private const int Half = 12;
    private const int Height = 8;

    public static IEnumerable<Panel> AskedFor() =>
    [
        Graphs.Lines(
            "Acts per minute",
            "Acts by what they ask for, and by what becomes of them. More than a few a minute for one position is no ladder: look at its settings. The default limit is 30 a minute.",
            Units.PerMinute,
            Query.Over("60 * sum by (intent_type, mode) (rate(quantum_harvest_brain_actions_total[$__rate_interval]))", "{{intent_type}} {{mode}}"))
            with { Width = Half, Height = Height },
        Table(
            "Acts by symbol",
            "Acts within the time range of the board. Choose a symbol to see the orders that came of them; quantum:harvest:history holds the newest 100 of each symbol with their reasons. "
            + "The first act of a symbol that is not in SYMBOLS is not counted here.",
            "sum by (symbol, intent_type, mode) (increase(quantum_harvest_brain_actions_total[$__range]))",
            "acts",
            Column.Symbol(), Column.Label("intent_type", "act"), Column.Label("mode")),
    ];

    public static IEnumerable<Panel> HeldBack() =>
    [
        Graphs.Counts(
            "Held back by reason",
            "Acts that the ladder asked for and that were held back. ledger_unreadable and position_disagrees need somebody, and have alerts; kill_switch_active is somebody's decision.",
            "quantum_harvest_brain_blocked_total", "reason") with { Width = Half, Height = Height },
        Table(
            "Held back in the time range",
            "The same as numbers. Each price that finds the act due counts once more. The operating guide says what each reason means.",
            "sum by (reason) (increase(quantum_harvest_brain_blocked_total[$__range]))",
            "held back",
            Column.Label("reason")),
        Graphs.Counts(
            "Refused asks",
            "Asks that the router refused or whose order ended without a fill. They are asked for again after 15 s; from five of a kind within ten minutes an alert fires.",
            "quantum_harvest_brain_refused_total", "intent_type"),
        Graphs.Counts(
            "Asked for already",
            "Acts whose name was taken: after a restart that is how nothing is asked for twice. A steady stream of them means that two programs write under the same names.",
            Graphs.Total("quantum_harvest_brain_dedup_hits_total", "asked already")),
        Graphs.Counts(
            "Put right from the venue",
            "Positions that were another one than the fills added up to, and were taken over from the venue. Now and then after an outage; often means that fills do not reach "
            + "execution.result.",
            Graphs.Total("quantum_harvest_brain_adopted_total", "put right")),
    ];

    private static TablePanel Table(string title, string description, string expression, string value, params Column[] labels) => new(title, description)
    {
        Width = Half,
        Height = Height,
        Unit = Units.Number,
        SortBy = value,
        Descending = true,
        NoValue = "",
        Queries = [Query.Rows(expression)],
        Columns = [.. labels, Column.Value(value) with { Decimals = 0 }],
    };
}
