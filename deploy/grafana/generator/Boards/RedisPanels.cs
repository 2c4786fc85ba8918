using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Redis as the safety exporter sees it.</summary>
internal static class RedisPanels
{
    public static IEnumerable<Panel> Figures() =>
    [
        Figure(
            "Redis",
            "DOWN: the exporter cannot read it, and every figure of Redis here is that of the last good sample. Start Redis, then watch the lag "
            + "below.",
            Units.Number,
            "min(quantum_safety_redis_up)") with { Filled = true, Words = Word.UpIsGood, Steps = Steps.GoodFromOne },
        Figure(
            "Round trip",
            "Time of one round trip at the last sample. Every stage pays it many times for each entry.",
            Units.Seconds,
            "max(quantum_redis_round_trip_seconds)"),
        Figure(
            "Share of memory",
            "Memory used of what Redis may use; red from 85 %, where an alert fires: give it more, dropped keys are lost state.",
            Units.Share,
            "max(quantum_redis_used_memory_bytes) / (max(quantum_redis_max_memory_bytes) > 0)")
            with { Steps = Steps.BadFrom(Limits.RedisMemoryShare), NoValue = "no limit" },
        Figure(
            "Connections",
            "Connections to Redis. One that climbs without end means that a program does not close them.",
            Units.Number,
            "max(quantum_redis_connected_clients)"),
        Figure(
            "Keys",
            "Keys in the database. It follows the number of symbols and open plans; steady growth means keys without an end.",
            Units.Short,
            "max(quantum_redis_keys)"),
        Figure(
            "Keys dropped in 1 h",
            "Keys that Redis dropped for want of memory. Anything but 0: give it more memory and set maxmemory-policy to noeviction.",
            Units.Number,
            "sum(increase(quantum_redis_evicted_keys_total[1h]))") with { Decimals = 0, Steps = Steps.BadFromOne },
    ];

    public static IEnumerable<Panel> Graphs() =>
    [
        Boards.Graphs.Lines(
            "Memory",
            "Memory used, and the limit if there is one. Add memory or shorten the streams before the lines meet.",
            Units.Bytes,
            Query.Over("max(quantum_redis_used_memory_bytes)", "used"),
            Query.Over("max(quantum_redis_max_memory_bytes) > 0", "limit")),
        Boards.Graphs.Lines(
            "Commands",
            "Commands processed each second. A jump without more symbols: some program polls too eagerly.",
            Units.PerSecond,
            Query.Over("sum(rate(quantum_redis_commands_processed_total[$__rate_interval]))", "commands")),
        Boards.Graphs.Lines(
            "Round trip over time",
            "Time of one round trip. Peaks at regular times are saves to disk; a raised floor is a busy machine.",
            Units.Seconds,
            Query.Over("max(quantum_redis_round_trip_seconds)", "round trip")),
    ];

    private static StatPanel Figure(string title, string description, string unit, string expression) => new(title, description)
    {
        Width = 4,
        Height = 4,
        Unit = unit,
        NoValue = "UNKNOWN",
        Queries = [Query.Now(expression, title)],
    };
}
