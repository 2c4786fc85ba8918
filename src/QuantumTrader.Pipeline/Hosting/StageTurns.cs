namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// Whose turn it is among stages that share a process: of those that could go on, the one of the lowest rank does, on a worker of the thread pool. Without it the pool would take
/// whatever was woken last, and an act would wait for all the bystanders that its price has woken, too.
/// </summary>
/// <param name="ranks">How many there are.</param>
/// <param name="run">Has an item executed some time, elsewhere: once for each call. By default the thread pool.</param>
internal sealed class StageTurns(int ranks, Action<IThreadPoolWorkItem>? run = null) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Action<IThreadPoolWorkItem> _run = run ?? (item => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false));
    private readonly Queue<(RankedScheduler Scheduler, Task Turn)>[] _waiting = [.. Enumerable.Range(0, ranks).Select(_ => new Queue<(RankedScheduler, Task)>())];

    /// <param name="rank">From 0, which goes first.</param>
    /// <returns>Where everything of one stage is run, from its start and after each of its waits.</returns>
    public TaskScheduler Of(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, _waiting.Length);
        return new RankedScheduler(this, rank);
    }

    /// <summary>For the thread pool, which is given one item for each turn that waits: it decides when, and not which.</summary>
    public void Execute()
    {
        var (scheduler, turn) = Next();
        scheduler.Run(turn);
    }

    private (RankedScheduler Scheduler, Task Turn) Next()
    {
        lock (_gate)
        {
            foreach (var waiting in _waiting)
            {
                if (waiting.TryDequeue(out var next))
                    return next;
            }
        }

        throw new InvalidOperationException("the thread pool was given more items than there are turns");
    }

    private void Add(RankedScheduler scheduler, int rank, Task turn)
    {
        lock (_gate)
            _waiting[rank].Enqueue((scheduler, turn));
        _run(this);
    }

    private sealed class RankedScheduler(StageTurns turns, int rank) : TaskScheduler
    {
        public void Run(Task turn) => TryExecuteTask(turn);

        protected override void QueueTask(Task task) => turns.Add(this, rank, task);

        // A stage that goes on at once, on the worker that it has already, takes nobody's turn.
        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

        // Only for debuggers.
        protected override IEnumerable<Task> GetScheduledTasks()
        {
            lock (turns._gate)
                return [.. turns._waiting[rank].Select(one => one.Turn)];
        }
    }
}
