using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

public sealed class LeaseFenceTests : IAsyncDisposable
{
    private const double Life = 3;
    private const string Key = "quantum:somewhere";

    private readonly Bench _bench = new();

    [Fact]
    public async Task WithoutItsLease_AStageWritesNothing_AndMayRead()
    {
        var (one, context) = Fenced("one");
        await one.TryHoldAsync(CancellationToken.None);
        await context.Store.SetTextAsync(Key, "before", null);
        _bench.Pass(Life);
        var (other, _) = Fenced("other");
        await other.TryHoldAsync(CancellationToken.None);

        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await context.Store.SetTextAsync(Key, "late", null));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await context.Store.DeleteAsync(Key));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await context.Bus.AppendAsync(Word.Stream, new Word("late")));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await context.Bus.ReadNewAsync(Word.Stream, new Consumer("group", "one"), 1));

        Assert.Equal("before", (await context.Store.GetTextAsync(Key)).Value);
        Assert.Equal(0, await context.Bus.GetLengthAsync(Word.Stream.Name));
        await Assert.ThrowsAsync<StageLeaseLostException>(async () => await one.TryHoldAsync(CancellationToken.None));
    }

    [Fact]
    public async Task NobodyElseHadIt_ItWritesAgain_AfterItHasAsked()
    {
        var (lease, context) = Fenced("one");
        await lease.TryHoldAsync(CancellationToken.None);
        _bench.Pass(Life);

        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await context.Store.SetTextAsync(Key, "too soon", null));
        await lease.TryHoldAsync(CancellationToken.None);
        await context.Store.SetTextAsync(Key, "again", null);

        Assert.Equal("again", (await context.Store.GetTextAsync(Key)).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LongStep_KeepsItsLease_WhetherItWritesOrOnlyReads(bool writes)
    {
        var (one, context) = Fenced("one");
        var (other, _) = Fenced("other");
        await one.TryHoldAsync(CancellationToken.None);
        for (var i = 0; i < 10; i++)
        {
            _bench.Pass(Life - 1);
            if (writes)
                await context.Store.SetTextAsync(Key, "still", null);
            else
                await context.Store.GetTextAsync(Key);
            Assert.False(await other.TryHoldAsync(CancellationToken.None));
        }

        Assert.True(one.IsHeld);
    }

    [Fact]
    public async Task RenewalFails_TheWriteGoesOn_AsLongAsTheLeaseLasts()
    {
        var (lease, context) = Fenced("one");
        await lease.TryHoldAsync(CancellationToken.None);
        _bench.Pass(Life - 1);
        _bench.Faults.Before("replace", Keys.StageLease("stage"));

        await context.Store.SetTextAsync(Key, "written", null);

        Assert.Equal("written", (await context.Store.GetTextAsync(Key)).Value);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private (StageLease Lease, StageContext Context) Fenced(string owner)
    {
        var lease = new StageLease(_bench.Context.Store, _bench.Clock, "stage", owner, TimeSpan.FromSeconds(Life));
        return (lease, new LeaseFence(lease, _bench.Clock, "stage").Around(_bench.Context));
    }
}
