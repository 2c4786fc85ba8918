using System.Globalization;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Runtime;

/// <summary>Processor, memory, threads and garbage collection of this process, read anew when they are asked for. Names as the client libraries of Prometheus have them.</summary>
public sealed class ProcessMetrics
{
    // The figures come from many small files of the kernel; a scrape that follows another at once is served the same ones.
    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private readonly CounterFamily _cpu;
    private readonly GaugeFamily _resident;
    private readonly GaugeFamily _virtual;
    private readonly GaugeFamily _start;
    private readonly GaugeFamily _files;
    private readonly GaugeFamily _threads;
    private readonly CounterFamily _collections;
    private readonly GaugeFamily _heap;
    private readonly CounterFamily _pause;
    private readonly CounterFamily _allocated;
    private readonly GaugeFamily _poolThreads;
    private readonly GaugeFamily _poolQueue;

    public ProcessMetrics(MetricSet metrics, TimeProvider time)
    {
        _time = time;
        _cpu = CounterFamily.Following(metrics, "process_cpu_seconds_total", "Processor time used, seconds.");
        _resident = new GaugeFamily(metrics, "process_resident_memory_bytes", "Resident memory.");
        _virtual = new GaugeFamily(metrics, "process_virtual_memory_bytes", "Virtual memory.");
        _start = new GaugeFamily(metrics, "process_start_time_seconds", "When the process started, Unix seconds.");
        _files = new GaugeFamily(metrics, "process_open_fds", "Open file descriptors.");
        _threads = new GaugeFamily(metrics, "process_threads", "Threads of the operating system.");
        _collections = CounterFamily.Following(metrics, "dotnet_gc_collections_total", "Garbage collections.", "generation");
        _heap = new GaugeFamily(metrics, "dotnet_gc_heap_bytes", "Managed heap after the last collection.");
        _pause = CounterFamily.Following(metrics, "dotnet_gc_pause_seconds_total", "Time that the process stood still for collections, seconds.");
        _allocated = CounterFamily.Following(metrics, "dotnet_gc_allocated_bytes_total", "Bytes allocated.");
        _poolThreads = new GaugeFamily(metrics, "dotnet_threadpool_threads", "Threads of the pool.");
        _poolQueue = new GaugeFamily(metrics, "dotnet_threadpool_queue_length", "Work items that wait for a thread of the pool.");
    }

    public void Refresh()
    {
        lock (_gate)
        {
            if (_time.GetUtcNow() - _readAt < s_life)
                return;
            _readAt = _time.GetUtcNow();
            Read();
        }
    }

    private void Read()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        _cpu.Follow(process.TotalProcessorTime.TotalSeconds);
        _resident.Set(process.WorkingSet64);
        _virtual.Set(process.VirtualMemorySize64);
        _start.Set(new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0);
        _files.Show(OpenFiles());
        _threads.Set(process.Threads.Count);
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
            _collections.Follow(GC.CollectionCount(generation), generation.ToString(CultureInfo.InvariantCulture));
        _heap.Set(GC.GetGCMemoryInfo().HeapSizeBytes);
        _pause.Follow(GC.GetTotalPauseDuration().TotalSeconds);
        _allocated.Follow(GC.GetTotalAllocatedBytes());
        _poolThreads.Set(ThreadPool.ThreadCount);
        _poolQueue.Set(ThreadPool.PendingWorkItemCount);
    }

    // Linux tells; elsewhere there is no such series.
    private static double? OpenFiles() => Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : null;
}
