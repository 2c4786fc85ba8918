using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

public sealed class StageTurnsTests
{
    private readonly Queue<IThreadPoolWorkItem> _items = new();
    private readonly List<string> _done = [];
    private readonly StageTurns _turns;

    public StageTurnsTests() => _turns = new StageTurns(3, _items.Enqueue);

    [Fact]
    public async Task LowestRank_GoesFirst_AndWithinARankWhoCameFirst()
    {
        (int Rank, string Name)[] all = [(2, "c1"), (1, "b1"), (2, "c2"), (0, "a1"), (1, "b2")];
        var started = Array.ConvertAll(all, one => Start(one.Rank, () => _done.Add(one.Name)));

        RunAll();
        await Task.WhenAll(started);

        Assert.Equal(["a1", "b1", "b2", "c1", "c2"], _done);
    }

    [Fact]
    public async Task StageThatWaited_GoesOnInItsRank_BeforeOneThatHasWaitedLonger()
    {
        var news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var urgent = Start(0, async () =>
        {
            _done.Add("asked");
            await news.Task;
            _done.Add("answered");
            await Task.Yield();
            _done.Add("yielded");
        });
        RunAll();
        var other = Start(2, () => _done.Add("other"));
        news.SetResult();

        RunAll();

        Assert.Equal(["asked", "answered", "yielded", "other"], _done);
        await Task.WhenAll(urgent, other);
    }

    [Fact]
    public void EveryStage_HasARank() => Assert.Equal(StageNames.InOrder.Order(StringComparer.Ordinal), StageNames.ByUrgency.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void OtherRanks_AreRefused(int rank) => Assert.Throws<ArgumentOutOfRangeException>(() => _turns.Of(rank));

    private Task Start(int rank, Action work) => Start(rank, () =>
    {
        work();
        return Task.CompletedTask;
    });

    private Task Start(int rank, Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns.Of(rank)).Unwrap();

    // As a pool of one worker would.
    private void RunAll()
    {
        while (_items.TryDequeue(out var item))
            item.Execute();
    }
}
