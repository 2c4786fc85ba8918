using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Safe mode, faults and the intents that the safety kernel counts.</summary>
internal static class SafetyTelemetryBoard
{
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
                SafetyFaults.FaultsLastHour(),
                Connectivity(),
                SafetyIntents.IntentRate(),
                SafetyIntents.IntentLength(),
                SafetyFaults.LastFault(),
                SafetyIntents.TopSymbols(),
                SafetyFaults.FaultLength(),
                SafetyIntents.GlobalRate(),
                Exporter()),
        ],
    };

    private static StatPanel SafeMode() => new(
        "SAFE MODE Status",
        "ON: new risk is refused, reduce-only intents pass. Read Last Fault Details for the cause; it ends by itself after the time beside, or by "
        + "quantum safe-mode off once the cause is gone.")
    {
        Width = 6,
        Height = 5,
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
        Width = 6,
        Height = 5,
        Unit = Units.Seconds,
        Min = 0,
        Max = Limits.SafeModeTtlScale,
        Steps = Steps.BadFrom(Limits.SafeModeOn),
        Words = [new Word("-1", "none", Colours.Good)],
        NoValue = "UNKNOWN",
        Queries = [Query.Now("max(quantum_safety_safe_mode_ttl_seconds)", "left")],
    };

    private static StatPanel Connectivity() => new(
        "Redis Connectivity",
        "DOWN: the exporter serves the figures of its last good sample, so every other panel here is old. Look at Redis first; the Redis board "
        + "says more.")
    {
        Width = 6,
        Height = 5,
        Unit = Units.Number,
        Filled = true,
        Steps = Steps.GoodFromOne,
        Words = Word.UpIsGood,
        NoValue = "UNKNOWN",
        Queries = [Query.Now("min(quantum_safety_redis_up)", "redis")],
    };

    private static StatPanel Exporter() => new(
        "Exporter Metrics",
        "Scrapes that the exporter answered and samples that failed, both since it started. Errors that still rise mean that it cannot read "
        + "Redis: its log says why.")
    {
        Width = 8,
        Height = 5,
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
