using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Safe mode, faults and the intents that the safety kernel counts.</summary>
internal static class SafetyTelemetryBoard
{
    private const int Quarter = 6;
    private const int StatHeight = 5;
    private const int GraphHeight = 8;

    public static Board Make() => new(
        "quantum-safety-telemetry-p1",
        "Quantum Safety Telemetry (P1)",
        "What the safety kernel does: is safe mode on and why, how many intents come in, can the exporter see Redis.")
    {
        Sections =
        [
            new Section(
                Title: null,
                SafeMode(),
                TimeToLive(),
                FaultsLastHour(),
                Connectivity(),
                IntentRate(),
                IntentLength(),
                LastFault(),
                TopSymbols(),
                FaultLength(),
                GlobalRate(),
                Exporter()),
        ],
    };

    private static StatPanel SafeMode() => new(
        "SAFE MODE Status",
        "ON: new risk is refused, reduce-only intents pass. Read Last Fault Details for the cause; it ends by itself after the time beside, or by "
        + "quantum safe-mode off once the cause is gone.")
    {
        Width = Quarter,
        Height = StatHeight,
        Unit = Units.Number,
        Filled = true,
        Steps = Steps.BadFrom(Limits.SafeModeOn),
        Words = Word.OnIsBad,
        NoValue = "UNKNOWN",
        Queries = [Query.Now("max(quantum_safety_safe_mode)", "safe mode")],
    };

    private static GaugePanel TimeToLive() => new(
        "Safe Mode TTL",
        "Seconds until safe mode ends by itself; none while it is off or has no end. The scale ends at the 300 s of the intent router; after margin "
        + "rejections execution sets 900 s, and the needle stays at the end until the last 300.")
    {
        Width = Quarter,
        Height = StatHeight,
        Unit = Units.Seconds,
        Min = 0,
        Max = Limits.SafeModeTtlScale,
        Steps = Steps.BadFrom(Limits.SafeModeOn),
        Words = [new Word("-1", "none", Colours.Good)],
        NoValue = "UNKNOWN",
        Queries = [Query.Now("max(quantum_safety_safe_mode_ttl_seconds)", "left")],
    };

    private static StatPanel FaultsLastHour() => new(
        "Faults Last Hour",
        "Trips of safe mode within the last hour: green below 10, yellow below 50, red from 50. Rising figures mean that something sends too many "
        + "intents or lacks margin; find it in Top 5 Symbols and Last Fault Details and stop it at its source.")
    {
        Width = Quarter,
        Height = StatHeight,
        Unit = Units.Number,
        Steps = new Steps(Colours.Good, (Limits.FaultsSome, Colours.Warning), (Limits.FaultsMany, Colours.Bad)),
        NoValue = "UNKNOWN",
        Queries = [Query.Now("max(quantum_safety_faults_last_1h)", "faults")],
    };

    private static StatPanel Connectivity() => new(
        "Redis Connectivity",
        "DOWN: the exporter serves the figures of its last good sample, so every other panel here is old. Look at Redis first; the Redis board says more.")
    {
        Width = Quarter,
        Height = StatHeight,
        Unit = Units.Number,
        Filled = true,
        Steps = Steps.GoodFromOne,
        Words = Word.UpIsGood,
        NoValue = "UNKNOWN",
        Queries = [Query.Now("min(quantum_safety_redis_up)", "redis")],
    };

    private static TimeSeriesPanel IntentRate() => new(
        "Trade Intent Rate per Minute",
        "Intents that arrive each minute, counted from what was added to the stream, so that trimming hides nothing. A burst is what trips the rate limits.")
    {
        Width = 12,
        Height = GraphHeight,
        Unit = Units.PerMinute,
        Min = 0,
        Queries = [Query.Over("max(quantum_trade_intent_rate_per_min)", "intents")],
    };

    private static TimeSeriesPanel IntentLength() => new(
        "Trade Intent Stream Length",
        "Entries in the intent stream. It grows to its cap of about 10 000 and stays there; that is not a backlog. A drop to 0 means that somebody deleted the stream.")
    {
        Width = 12,
        Height = GraphHeight,
        Unit = Units.Short,
        Min = 0,
        Queries = [Query.Over("max(quantum_trade_intent_stream_length)", "entries")],
    };

    private static TablePanel LastFault() => new(
        "Last Fault Details",
        "The newest fault. GLOBAL_RATE_EXCEEDED and SYMBOL_RATE_EXCEEDED: somebody sends too many intents. MARGIN_REJECTIONS: the venue refuses for want "
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

    private static TablePanel TopSymbols() => new(
        "Top 5 Symbols",
        "Symbols with the most intents in the current window. Red: the symbol has used up its limit of 5, one more trips safe mode for everybody. "
        + "Empty while no intents arrive.")
    {
        Width = 10,
        Height = 7,
        Unit = Units.Number,
        SortBy = "rank",
        NoValue = "",
        Queries = [Query.Rows("max by (rank, symbol) (quantum_safety_rate_symbol_top)")],
        Columns =
        [
            Column.Label("rank") with { Width = 80 },
            Column.Symbol(),
            Column.Value("count") with { Steps = Steps.BadFrom(Limits.IntentsPerSymbolAndWindow) },
        ],
    };

    private static StatPanel FaultLength() => new(
        "Fault Stream Length",
        "Faults that are kept, up to about 10 000. It does not fall by itself; what counts is whether it grows, and Faults Last Hour says that.")
    {
        Width = 8,
        Height = StatHeight,
        Unit = Units.Short,
        NoValue = "UNKNOWN",
        Queries = [Query.Now("max(quantum_safety_fault_stream_length)", "faults kept")],
    };

    private static StatPanel GlobalRate() => new(
        "Global Safety Rate",
        "Intents of all symbols in the current window of 10 s. Red at the limit of 20: one more trips safe mode. Find who sends them before that.")
    {
        Width = 8,
        Height = StatHeight,
        Unit = Units.Number,
        Steps = Steps.BadFrom(Limits.IntentsPerWindow),
        NoValue = "UNKNOWN",
        Queries = [Query.Now("max(quantum_safety_rate_global_current_window)", "intents in the window")],
    };

    private static StatPanel Exporter() => new(
        "Exporter Metrics",
        "Scrapes that the exporter answered and samples that failed, both since it started. Errors that still rise mean that it cannot read Redis: its log says why.")
    {
        Width = 8,
        Height = StatHeight,
        Unit = Units.Short,
        Others = [("errors", Steps.WarningFromOne)],
        NoValue = "UNKNOWN",
        Queries =
        [
            Query.Now("sum(quantum_safety_exporter_scrapes_total)", "scrapes"),
            Query.Now("sum(quantum_safety_exporter_errors_total)", "errors"),
        ],
    };
}
