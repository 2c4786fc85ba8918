using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>The faults that set safe mode.</summary>
internal static class SafetyFaults
{
    public static StatPanel FaultsLastHour() => new(
        "Faults Last Hour",
        "Trips of safe mode within the last hour: green below 10, yellow below 50, red from 50. Rising figures mean that something sends too many "
        + "intents or lacks margin; find it in Top 5 Symbols and Last Fault Details and stop it at its source.")
    {
        Width = 6,
        Height = 5,
        Unit = Units.Number,
        Steps = new Steps(Colours.Good, (Limits.FaultsSome, Colours.Warning), (Limits.FaultsMany, Colours.Bad)),
        NoValue = "UNKNOWN",
        Queries = [Query.Now("max(quantum_safety_faults_last_1h)", "faults")],
    };

    public static TablePanel LastFault() => new(
        "Last Fault Details",
        "The newest fault. GLOBAL_RATE_EXCEEDED and SYMBOL_RATE_EXCEEDED: somebody sends too many intents. MARGIN_REJECTIONS: the venue "
        + "refuses for want "
        + "of margin. The runbook says what to do for each.")
    {
        Width = 14,
        Height = 7,
        Unit = Units.Number,
        SortBy = "timestamp",
        Descending = true,
        NoValue = "",
        Queries =
        [
            Query.Rows("1000 * max by (reason, symbol, side) (quantum_safety_last_fault_info) * on () group_left () max(quantum_safety_last_fault_timestamp)"),
        ],
        Columns = [Column.Label("reason"), Column.Symbol(), Column.Label("side"), Column.Value("timestamp") with { Unit = Units.Moment }],
    };

    public static StatPanel FaultLength() => new(
        "Fault Stream Length",
        "Faults that are kept, up to about 10 000. It does not fall by itself; what counts is whether it grows, and Faults Last Hour says that.")
    {
        Width = 8,
        Height = 5,
        Unit = Units.Short,
        NoValue = "UNKNOWN",
        Queries = [Query.Now("max(quantum_safety_fault_stream_length)", "faults kept")],
    };
}
