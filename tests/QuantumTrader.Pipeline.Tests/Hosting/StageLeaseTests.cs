using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

public sealed class StageLeaseTests : IAsyncDisposable
{
    private const double Life = 3;

    private readonly Bench _bench = new();

    [Fact]
    public async Task Lease_HasOneHolder_UntilItIsGivenBack()
    {
        var (one, other) = (Lease("one"), Lease("other"));

        Assert.True(await one.TryHoldAsync(CancellationToken.None));
        Assert.False(await other.TryHoldAsync(CancellationToken.None));
        Assert.Equal("one", await other.HolderAsync(CancellationToken.None));

        await one.ReleaseAsync(CancellationToken.None);
        Assert.False(one.IsHeld);
        Assert.True(await other.TryHoldAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Renewed_ItLasts()
    {
        var (one, other) = (Lease("one"), Lease("other"));
        for (var i = 0; i < 10; i++)
        {
            Assert.True(await one.TryHoldAsync(CancellationToken.None));
            Assert.False(await other.TryHoldAsync(CancellationToken.None));
            _bench.Pass(Life - 1);
            Assert.True(one.IsHeld);
        }
    }

    [Fact]
    public async Task HolderIsGone_AnotherTakesOver_AndTheFirstMustEnd()
    {
        var (one, other) = (Lease("one"), Lease("other"));
        await one.TryHoldAsync(CancellationToken.None);
        _bench.Pass(Life);

        Assert.False(one.IsHeld);
        Assert.True(await other.TryHoldAsync(CancellationToken.None));
        var lost = await Assert.ThrowsAsync<StageLeaseLostException>(async () => await one.TryHoldAsync(CancellationToken.None));
        Assert.Contains("other", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherHadItMeanwhile_TheFirstMustEnd_EvenWhenItIsFreeAgain()
    {
        var (one, other) = (Lease("one"), Lease("other"));
        await one.TryHoldAsync(CancellationToken.None);
        _bench.Pass(Life);
        await other.TryHoldAsync(CancellationToken.None);
        await other.ReleaseAsync(CancellationToken.None);

        await Assert.ThrowsAsync<StageLeaseLostException>(async () => await one.TryHoldAsync(CancellationToken.None));
    }

    [Fact]
    public async Task NobodyElseHadIt_TheHolderGoesOn_AfterItsLeaseHadEnded()
    {
        var one = Lease("one");
        await one.TryHoldAsync(CancellationToken.None);
        _bench.Pass(10 * Life);

        Assert.True(await one.TryHoldAsync(CancellationToken.None));
        Assert.True(one.IsHeld);
    }

    [Fact]
    public async Task AnswerLost_TheLeaseIsKnownAgain()
    {
        var one = Lease("one");
        _bench.Faults.After("replace", Keys.StageLease("stage"));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await one.TryHoldAsync(CancellationToken.None));
        Assert.True(await one.TryHoldAsync(CancellationToken.None));

        _bench.Faults.After("replace", Keys.StageLease("stage"));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await one.TryHoldAsync(CancellationToken.None));
        Assert.True(await one.TryHoldAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Standby_StartsTheStage_WhenTheOtherIsGone_AndOnlyOneOfThemWorks()
    {
        List<string> first = [], second = [];
        var one = Leased("one", first);
        var other = Leased("other", second);
        await one.StartAsync(CancellationToken.None);
        await other.StartAsync(CancellationToken.None);
        await _bench.AppendAsync(Word.Stream, new Word("a"));
        await Bench.RunAsync(other);
        await Bench.RunAsync(one);
        await _bench.AppendAsync(Word.Stream, new Word("b"));
        _bench.Pass(Life);
        await Bench.RunAsync(other);

        Assert.Equal(["a"], first);
        Assert.Equal(["b"], second);
        await Assert.ThrowsAsync<StageLeaseLostException>(async () => await one.StepAsync(CancellationToken.None));
        Assert.Contains(_bench.Log.Lines, line => line.Contains("standing by: one runs", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private LeasedStage Leased(string owner, List<string> heard) =>
        new(new ScriptedStage(_bench.Context.Bus, _bench.Clock, "stage", Heard(heard)), Lease(owner), _bench.Clock, _bench.Log);

    private static Func<string, ValueTask> Heard(List<string> heard) => word =>
    {
        heard.Add(word);
        return default;
    };

    private StageLease Lease(string owner) => new(_bench.Context.Store, _bench.Clock, "stage", owner, TimeSpan.FromSeconds(Life));
}
