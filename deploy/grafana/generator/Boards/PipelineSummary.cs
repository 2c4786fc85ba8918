using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>All stages beside each other.</summary>
internal static class PipelineSummary
{
    public static TablePanel Stages() => new(
        "Stages",
        "A line for each stage. Running NO: no process runs it. Engine DOWN: it cannot reach Redis. Work that is old while the newest input is "
        + "young: it hangs. "
        + "Failed in the last hour: its dead letters hold what it gave up. Open the row of the stage below.")
    {
        Width = 24,
        Height = 15,
        Unit = Units.Number,
        SortBy = "stage",
        NoValue = "",
        Queries =
        [
            Query.Rows("max by (stage) (quantum_stage_running)"),
            Query.Rows("max by (stage) (quantum_stage_engine_up)"),
            Query.Rows("time() - (max by (stage) (quantum_stage_last_processed_timestamp_seconds) > 0)"),
            Query.Rows("time() - (max by (stage) (quantum_stage_newest_input_timestamp_seconds) > 0)"),
            Query.Rows("sum by (stage) (rate(quantum_stage_items_in_total[5m]))"),
            Query.Rows("sum by (stage) (rate(quantum_stage_items_out_total[5m]))"),
            Query.Rows("sum by (stage) (increase(quantum_stage_items_failed_total[1h]))"),
            Query.Rows("histogram_quantile(0.99, sum by (stage, le) (rate(quantum_stage_step_duration_seconds_bucket[5m]))) >= 0"),
            Query.Rows("sum by (stage) (increase(quantum_stage_engine_errors_total[1h]))"),
        ],
        Columns =
        [
            Column.Label("stage"),
            Column.ValueOf(0, "running") with { Words = Word.YesIsGood, Steps = Steps.GoodFromOne },
            Column.ValueOf(1, "engine") with { Words = Word.UpIsGood, Steps = Steps.GoodFromOne },
            Column.ValueOf(2, "last work ago") with { Unit = Units.Seconds, Decimals = 0 },
            Column.ValueOf(3, "newest input ago") with { Unit = Units.Seconds, Decimals = 0 },
            Column.ValueOf(4, "in") with { Unit = Units.PerSecond, Decimals = 2 },
            Column.ValueOf(5, "out") with { Unit = Units.PerSecond, Decimals = 2 },
            Column.ValueOf(6, "failed in 1 h") with { Decimals = 0, Steps = Steps.BadFromOne },
            Column.ValueOf(7, "step p99") with { Unit = Units.Seconds },
            Column.ValueOf(8, "engine errors in 1 h") with { Decimals = 0 },
        ],
    };

    public static TimeSeriesPanel Work() => Graphs.Lines(
        "Items in by stage",
        "Entries each stage is given. A line that falls to 0 while the one before it in the flow does not: that stage hangs.",
        Units.PerSecond,
        Query.Over("sum by (stage) (rate(quantum_stage_items_in_total[$__rate_interval]))", "{{stage}}"));

    public static TimeSeriesPanel Lag() => Graphs.Lines(
        "Waiting entries by group",
        "Entries not yet given to the group, of its worst stream; above the line of 100 an alert fires. A line that climbs is a stage that is "
        + "too slow or stands still.",
        Units.Short,
        Query.Over("max by (group) (quantum_stream_group_lag_entries)", "{{group}}"))
        with { ShowLimits = true, Steps = Steps.BadFrom(Limits.GroupLag) };

    public static TimeSeriesPanel Failures() => Graphs.Counts(
        "Failed items by stage",
        "Entries that a stage gave up and put into the dead letters. Each one is an event that nobody acted on: read it there.",
        "quantum_stage_items_failed_total",
        "stage");
}
