using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>The intents that the safety kernel counts.</summary>
internal static class SafetyIntents
{
    public static TimeSeriesPanel IntentRate() => new(
        "Trade Intent Rate per Minute",
        "Intents that arrive each minute, counted from what was added to the stream, so that trimming hides nothing. A burst is what trips the "
        + "rate limits.")
    {
        Width = 12,
        Height = 8,
        Unit = Units.PerMinute,
        Min = 0,
        Queries = [Query.Over("max(quantum_trade_intent_rate_per_min)", "intents")],
    };

    public static TimeSeriesPanel IntentLength() => new(
        "Trade Intent Stream Length",
        "Entries in the intent stream. It grows to its cap of about 10 000 and stays there; that is not a backlog. A drop to 0 means that "
        + "somebody deleted the stream.")
    {
        Width = 12,
        Height = 8,
        Unit = Units.Short,
        Min = 0,
        Queries = [Query.Over("max(quantum_trade_intent_stream_length)", "entries")],
    };

    public static TablePanel TopSymbols() => new(
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

    public static StatPanel GlobalRate() => new(
        "Global Safety Rate",
        "Intents of all symbols in the current window of 10 s. Red at the limit of 20: one more trips safe mode. Find who sends them before that.")
    {
        Width = 8,
        Height = 5,
        Unit = Units.Number,
        Steps = Steps.BadFrom(Limits.IntentsPerWindow),
        NoValue = "UNKNOWN",
        Queries = [Query.Now("max(quantum_safety_rate_global_current_window)", "intents in the window")],
    };
}
