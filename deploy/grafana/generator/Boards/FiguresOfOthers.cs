using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What only the exporters and the notifier have.</summary>
internal static class FiguresOfOthers
{
    public static TimeSeriesPanel HarvestCache() => Graphs.Lines(
        "harvest-exporter: age of its figures",
        "How old the figures are that it serves. It polls every 5 s; an age that climbs means that it cannot read Redis.",
        Units.Seconds,
        Query.Over("max(quantum_harvest_exporter_cache_age_seconds)", "cache"));

    public static IEnumerable<Panel> HarvestExporter() =>
    [
        Graphs.Lines("harvest-exporter: Redis", "1 while the last poll succeeded. At 0 the figures of the Harvest board are old.", Units.Number,
            Query.Over("min(quantum_harvest_exporter_redis_up)", "redis")) with { Max = 1, Decimals = 0 },
        Graphs.Counts(
            "harvest-exporter: errors",
            "Polls that failed, and values that cannot be shown, by reason. Malformed values mean that another program writes to our keys.",
            Graphs.Total("quantum_harvest_exporter_errors_total", "poll failed"),
            Query.Over(Graphs.Increase("quantum_harvest_exporter_malformed_total", "reason"), "{{reason}}")),
    ];

    public static TimeSeriesPanel SafetyScrapes() => Graphs.Lines(
        "safety-exporter: scrapes",
        "Scrapes answered. Prometheus asks every 15 s; fewer mean that scrapes time out.",
        Units.PerSecond,
        Query.Over("sum(rate(quantum_safety_exporter_scrapes_total[$__rate_interval]))", "scrapes")) with { Decimals = 3 };

    public static IEnumerable<Panel> SafetyExporter() =>
    [
        Graphs.Lines("safety-exporter: Redis", "1 while the last sample succeeded. At 0 the figures of the Safety board are old.", Units.Number,
            Query.Over("min(quantum_safety_redis_up)", "redis")) with { Max = 1, Decimals = 0 },
        Graphs.Counts("safety-exporter: errors", "Samples that failed, and values that cannot be shown, by reason.",
            Graphs.Total("quantum_safety_exporter_errors_total", "sample failed"),
            Query.Over(Graphs.Increase("quantum_safety_exporter_malformed_total", "reason"), "{{reason}}")),
    ];

    public static IEnumerable<Panel> Notifier() =>
    [
        Graphs.Counts("notifier: sent", "Messages that each receiver took; one may tell of many events.", "quantum_notifications_sent_total", "receiver"),
        Graphs.Counts("notifier: failed tries", "Tries to send that failed, by reason. Trading goes on all the same.", "quantum_notifications_failed_total", "reason"),
        Graphs.Counts("notifier: dropped", "Events that were given up: the queue was full, or the receiver refused them.", "quantum_notifications_dropped_total", "receiver"),
        Graphs.Lines("notifier: queue", "Events that wait for each receiver. A queue that grows means a receiver that is away.", Units.Short,
            Query.Over("max by (receiver) (quantum_notifications_queue)", "{{receiver}}")),
        Graphs.Lines("notifier: receivers", "1 while the receiver took the last message. At 0 nobody is told there.", Units.Number,
            Query.Over("min by (receiver) (quantum_notifications_receiver_up)", "{{receiver}}")) with { Max = 1, Decimals = 0 },
    ];
}
