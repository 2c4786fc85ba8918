using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Processor, memory and threads of each process, and the journal of one that keeps its own data.</summary>
internal static class ProcessPanels
{
    private const string Process = "{{service}} {{instance}}";

    public static IEnumerable<Panel> Panels() =>
    [
        Graphs.Lines(
            "Processor",
            "Processor time used each second; 100 % is one core. All near the machine's cores: decisions come late, give it more.",
            Units.Share,
            Query.Over("sum by (service, instance) (rate(process_cpu_seconds_total[$__rate_interval]))", Process)),
        Graphs.Lines("Resident memory", "Memory held. A line that climbs for days is a leak: note the service and start it again.", Units.Bytes,
            Query.Over("max by (service, instance) (process_resident_memory_bytes)", Process)),
        Graphs.Lines("Managed heap", "Heap after the last collection. It follows the number of symbols and settles within minutes.", Units.Bytes,
            Query.Over("max by (service, instance) (dotnet_gc_heap_bytes)", Process)),
        Graphs.Lines(
            "Standing still for collections",
            "Share of time that a process stood still to collect. Above a few percent latency suffers.",
            Units.Share,
            Query.Over("sum by (service, instance) (rate(dotnet_gc_pause_seconds_total[$__rate_interval]))", Process)),
        Graphs.Lines(
            "Collections",
            "Collections each second by generation, over all processes. Many of generation 2 go with a heap that is too small.",
            Units.PerSecond,
            Query.Over("sum by (generation) (rate(dotnet_gc_collections_total[$__rate_interval]))", "generation {{generation}}")),
        Graphs.Lines("Allocation", "Bytes allocated each second. A jump after a release is worth a look at what changed.", Units.BytesPerSecond,
            Query.Over("sum by (service, instance) (rate(dotnet_gc_allocated_bytes_total[$__rate_interval]))", Process)),
        Graphs.Lines("Threads", "Threads of the operating system. Growth without end means that something blocks them.", Units.Number,
            Query.Over("max by (service, instance) (process_threads)", Process)),
        Graphs.Lines(
            "Waiting for a thread",
            "Work items in the queue of the pool. Above 0 for long: the pool is starved, answers and scrapes come late.",
            Units.Number,
            Query.Over("max by (service, instance) (dotnet_threadpool_queue_length)", Process)),
        Graphs.Lines("Open files", "File descriptors. Growth without end is a connection or file that is not closed.", Units.Number,
            Query.Over("max by (service, instance) (process_open_fds)", Process)),
        new TablePanel(
            "Running since",
            "Since when each process runs and of which version it is, youngest first. One that is always young restarts again and again: read "
            + "its log.")
        {
            Width = 24, Height = 8, Unit = Units.Number, SortBy = "started", Descending = true, NoValue = "",
            Hidden = [$"Value #{Query.RefId(1)}"],
            Queries =
            [
                Query.Rows("1000 * max by (service, job, instance) (process_start_time_seconds)"),
                Query.Rows("max by (service, job, instance, version, git) (quantum_build_info)"),
            ],
            Columns =
            [
                Column.Label("service"), Column.Label("job"), Column.Label("instance"), Column.Label("version"), Column.Label("git"),
                Column.ValueOf(0, "started") with { Unit = Units.Moment },
            ],
        },
    ];

    public static IEnumerable<Panel> Journal() =>
    [
        Graphs.Lines("Journal size", "Length of the journal. It falls at each compaction. Empty when Redis is the engine.", Units.Bytes,
            Query.Over("max by (service, instance) (quantum_journal_bytes)", Process)),
        Graphs.Lines(
            "Not yet on disk",
            "Age of the oldest change that a loss of power would cost. It climbs when the disk is slow or full; above the line of 10 s an alert "
            + "fires.",
            Units.Seconds,
            Query.Over("max by (service, instance) (quantum_journal_behind_seconds)", Process))
            with { ShowLimits = true, Steps = Steps.BadFrom(Limits.JournalBehindSeconds) },
        new StatPanel("Compaction", "FAILED: the last compaction was given up, the journal grows without end. Look at free space and at the log.")
        {
            Width = Graphs.Width, Height = Graphs.Height, Unit = Units.Number, Steps = Steps.BadFromOne, NoValue = "no journal",
            Words = [new Word("0", "GOOD", Colours.Good), new Word("1", "FAILED", Colours.Bad)],
            Queries = [Query.Now("max by (service, instance) (quantum_journal_compaction_failed)", Process)],
        },
    ];
}
