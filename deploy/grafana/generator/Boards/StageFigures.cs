using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What is shown of every stage.</summary>
internal static class StageFigures
{
    public static TimeSeriesPanel Items(string stage) => Graphs.Lines(
        $"{stage}: items",
        "What the stage is given, what it writes, what it gives up. In without out for long: look at its log. Failed: read its dead letters.",
        Units.PerSecond,
        Query.Over($"sum(rate(quantum_stage_items_in_total{{{Is(stage)}}}[$__rate_interval]))", "in"),
        Query.Over($"sum(rate(quantum_stage_items_out_total{{{Is(stage)}}}[$__rate_interval]))", "out"),
        Query.Over($"sum(rate(quantum_stage_items_failed_total{{{Is(stage)}}}[$__rate_interval]))", "failed"));

    /// <summary>Stages with a timer, and those that hear something new all the time, have alerts on these ages; the others rest until somebody asks them.</summary>
    public static TimeSeriesPanel Ages(string stage) => Graphs.Lines(
        $"{stage}: ages",
        (ReadsNoStream(stage)
            ? "Time since the stage last worked. It reads no stream; a time that climbs means that it hangs or has lost its source."
            : "Time since the stage last worked and since its newest input was written. Both climb together: nothing comes in, look at the stage before it. "
            + "Only the work climbs: it hangs.")
        + (LimitsOfAges(stage) is null ? "" : " The dashed lines are 120 s for the work and 180 s for the input: alerts fire there while positions are open."),
        Units.Seconds,
        [
            Graphs.Age("quantum_stage_last_processed_timestamp_seconds", "stage", "last work", Is(stage)),
            .. ReadsNoStream(stage) ? (Query[])[] : [Graphs.Age("quantum_stage_newest_input_timestamp_seconds", "stage", "newest input", Is(stage))],
        ])
        with { ShowLimits = LimitsOfAges(stage) is not null, Steps = LimitsOfAges(stage) ?? Steps.None };

    public static TimeSeriesPanel Durations(string stage) => Graphs.Lines(
        $"{stage}: step duration",
        "How long a step with work takes. A p99 that climbs with the lag: the stage is the bottleneck. In all stages at once: Redis or the "
        + "machine is slow.",
        Units.Seconds,
        Graphs.Quantiles("quantum_stage_step_duration_seconds", Is(stage)));

    /// <param name="groups">Consumer groups that the stage reads with, as a regular expression.</param>
    public static TimeSeriesPanel Groups(string stage, string groups) => Graphs.Lines(
        $"{stage}: lag and pending",
        "Entries that wait for the stage, and entries that it took and has not finished. Lag that climbs: too slow, and above the line of 100 "
        + "an alert fires. Pending that stays: an entry fails again and again.",
        Units.Short,
        Query.Over($"max by (stream, group) (quantum_stream_group_lag_entries{{group=~\"{groups}\"}})", "{{group}} lag {{stream}}"),
        Query.Over($"max by (stream, group) (quantum_stream_group_pending_entries{{group=~\"{groups}\"}})", "{{group}} pending {{stream}}"))
        with { ShowLimits = true, Steps = Steps.BadFrom(Limits.GroupLag) };

    /// <summary>For a stage that reads no stream: how far the readers of what it writes are behind.</summary>
    public static TimeSeriesPanel ReadersOf(string stage, string stream) => Graphs.Lines(
        $"{stage}: lag of its readers",
        "Entries of its stream that wait for each group that reads it. The feed waits for readers that are behind in a replay, not live.",
        Units.Short,
        Query.Over($"max by (group) (quantum_stream_group_lag_entries{{{Graphs.Stream(stream)}}})", "{{group}} lag"),
        Query.Over($"max by (group) (quantum_stream_group_pending_entries{{{Graphs.Stream(stream)}}})", "{{group}} pending"));

    private static Steps? LimitsOfAges(string stage) => stage switch
    {
        "feed" or "execution" or "market-state" or "position-state" or "risk-proposal" or "harvest-proposal" => Steps.StageAges,
        _ => null,
    };

    private static bool ReadsNoStream(string stage) => stage is "feed" or "harvest-exporter" or "safety-exporter";

    private static string Is(string stage) => $"stage=\"{stage}\"";
}
