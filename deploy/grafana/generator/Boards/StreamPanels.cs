using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>How long the streams are, who waits, what was given up.</summary>
internal static class StreamPanels
{
    private const int Half = 12;
    private const int BarsHeight = 12;

    public static IEnumerable<Panel> Panels() =>
    [
        new BarGaugePanel(
            "Stream lengths",
            "Entries of each stream. They grow to a cap of about 10 000 and stay there: length is not backlog, lag is.")
        {
            Width = Half, Height = BarsHeight, Unit = Units.Short, Min = 0, NoValue = "UNKNOWN",
            Queries = [Query.Now("sort_desc(max by (stream) (quantum_stream_length))", "{{stream}}")],
        },
        new BarGaugePanel(
            "Dead letters",
            "Entries that a stage gave up, by stream. Each is an event nobody acted on: read why, mend it, then delete it.")
        {
            Width = Half, Height = BarsHeight, Unit = Units.Number, Min = 0, Steps = Steps.BadFromOne, NoValue = "UNKNOWN",
            Queries = [Query.Now("sort_desc(max by (stream) (quantum_stream_dead_letters))", "{{stream}}")],
        },
        Graphs.Lines(
            "Lag by group",
            "Entries not yet given to the group. Above the line of 100 an alert fires. What climbs is too slow or stands still; the Pipeline "
            + "board has a row for it.",
            Units.Short,
            Query.Over("max by (stream, group) (quantum_stream_group_lag_entries)", "{{group}} on {{stream}}"))
            with { ShowLimits = true, Steps = Steps.BadFrom(Limits.GroupLag) },
        Graphs.Lines(
            "Pending by group",
            "Entries given out and not acknowledged. A floor above 0 is an entry that fails again and again.",
            Units.Short,
            Query.Over("max by (stream, group) (quantum_stream_group_pending_entries)", "{{group}} on {{stream}}")),
        Graphs.Lines(
            "Age of the newest entry",
            "Time since something was last written. Streams of events are silent for hours; market.klines and marketstate must not be.",
            Units.Seconds,
            Graphs.Age("quantum_stream_newest_timestamp_seconds", "stream", "{{stream}}")),
    ];
}
