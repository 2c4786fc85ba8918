using QuantumTrader.Domain.Plans;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>The venue was asked and did not answer: nothing is sent again before it has said that it does not know the order.</summary>
public sealed class UnknownOutcomeTests
{
    [Theory]
    [InlineData(PlanStep.CloseFull, false)]
    [InlineData(PlanStep.CloseFull, true)]
    [InlineData(PlanStep.UpdateSl, false)]
    [InlineData(PlanStep.UpdateSl, true)]
    public async Task Answer_ThatIsLost_TheVenueIsAskedASecondLater_AndTheOrderExistsOnce(PlanStep step, bool carriedOut)
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var placed = bench.Venue.Placed.Count;
        bench.Venue.LostPlacements.Enqueue(carriedOut);
        await SendAsync(bench, step);
        await bench.RunAsync();

        // It waits: nothing is told, nothing is acknowledged, nothing is sent again.
        Assert.Empty(await bench.ResultsAsync());
        Assert.Equal(1, await bench.PendingAsync());
        Assert.Equal(1, bench.Stage.Metrics.UnknownOutcomes.Value());
        Assert.Equal(bench.Bench.Clock.GetUtcNow() + TimeSpan.FromSeconds(1), bench.Stage.NextDue);
        bench.Bench.Pass(0.9);
        await bench.RunAsync();
        Assert.Empty(await bench.ResultsAsync());

        bench.Bench.Pass(0.1);
        await bench.RunAsync();
        Assert.True(Assert.Single(await bench.ResultsAsync()).Executed);
        Assert.Equal(placed + 1, bench.Venue.Placed.Count);
        Assert.Equal(0, await bench.PendingAsync());
        Assert.Equal(step == PlanStep.CloseFull ? null : 0.1m, await bench.QuantityAsync());
    }

    // 1, 2, 4, 8, 16, 30, 30 seconds apart.
    [Fact]
    public async Task Venue_ThatDoesNotAnswer_IsAskedEverMoreSeldom()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        bench.Venue.LostPlacements.Enqueue(true);
        bench.Venue.LostSearches = 6;
        await SendAsync(bench, PlanStep.CloseFull);
        await bench.RunAsync();
        var (waits, last) = (new List<double>(), bench.Bench.Clock.GetUtcNow());
        var searches = bench.Venue.Searches;
        while ((await bench.ResultsAsync()).Count == 0)
        {
            bench.Bench.Pass(0.5);
            await bench.RunAsync();
            if (bench.Venue.Searches == searches)
                continue;
            searches = bench.Venue.Searches;
            waits.Add((bench.Bench.Clock.GetUtcNow() - last).TotalSeconds);
            last = bench.Bench.Clock.GetUtcNow();
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], waits);
        Assert.True(Assert.Single(await bench.ResultsAsync()).Executed);
    }

    // Not there, and too old by the time the venue says so: it is not sent again, and may be tried anew.
    [Fact]
    public async Task Order_ThatNeverArrived_AndIsTooOldByThen_IsNotSent()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var placed = bench.Venue.Placed.Count;
        bench.Venue.LostPlacements.Enqueue(false);
        bench.Venue.LostSearches = 5;
        await SendAsync(bench, PlanStep.CloseFull);
        await bench.RunAsync();
        for (var i = 0; i < 100; i++)
        {
            bench.Bench.Pass(1);
            await bench.RunAsync();
        }

        var result = Assert.Single(await bench.ResultsAsync());
        Assert.Equal(("order_stale", false, true), (result.Error, result.Executed, result.MayRetry));
        Assert.Equal(placed, bench.Venue.Placed.Count);
        Assert.Equal(0.1m, await bench.QuantityAsync());
    }

    [Fact]
    public async Task Order_ThatWaits_HoldsUpNoOther()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        bench.Venue.LostPlacements.Enqueue(false);
        bench.Venue.LostSearches = 1;
        await SendAsync(bench, PlanStep.ClosePartial25);
        await bench.SendAsync(bench.Stop(59_800, "plan-2"));
        await bench.RunAsync();

        Assert.Equal("plan-2", Assert.Single(await bench.ResultsAsync()).PlanId);
        Assert.Equal(1, await bench.PendingAsync());
    }

    // The journal says "sending": after a restart the venue is asked before anything is sent.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_WhileAnOutcomeIsUnknown_AsksTheVenueFirst(bool carriedOut)
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var placed = bench.Venue.Placed.Count;
        bench.Venue.LostPlacements.Enqueue(carriedOut);
        await SendAsync(bench, PlanStep.CloseFull);
        await bench.RunAsync();
        var searches = bench.Venue.Searches;
        bench.Venue.Placing = _ => Assert.True(bench.Venue.Searches > searches);
        await bench.RestartAsync();
        await bench.RunAsync();

        Assert.True(Assert.Single(await bench.ResultsAsync()).Executed);
        Assert.Equal(placed + 1, bench.Venue.Placed.Count);
    }

    [Fact]
    public async Task Part_OfUnknownOutcome_IsNotCountedTwice()
    {
        await using var bench = await ExecutionBench.OpenAsync(options: CloseOrderTests.Thin(5));
        await CloseOrderTests.OpenBigAsync(bench);
        var sent = 0;
        bench.Venue.Placing = _ =>
        {
            if (++sent == 3)
                bench.Venue.LostPlacements.Enqueue(true);
        };
        await bench.SendAsync(bench.Close(0.1m));
        await bench.RunAsync();
        Assert.Empty(await bench.ResultsAsync());
        bench.Bench.Pass(1);
        await bench.RunAsync();

        var result = Assert.Single(await bench.ResultsAsync());
        Assert.Equal((5, 0.1m), (result.Steps.Count, result.Steps.Sum(step => step.ExecutedQty)));
        Assert.Null(await bench.QuantityAsync());
        Assert.Equal(5, sent);
    }

    // An entry of unknown outcome is not sent again; the position that came of it is found and gets its stop.
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    public async Task Entry_OfUnknownOutcome_IsProtectedBySweep(int order, bool carriedOut)
    {
        await using var bench = await ExecutionBench.OpenAsync();
        await bench.SendAsync(bench.Close(1, PlanStep.CloseFull));
        await bench.RunAsync();
        var sent = 0;
        bench.Venue.Placing = _ =>
        {
            if (sent++ == order)
                bench.Venue.LostPlacements.Enqueue(carriedOut);
        };
        await bench.Bench.AppendAsync(
            Messaging.Contract.Keys.PaperEntries,
            new Messaging.Contract.Records.EntryRequestRecord("r", Bench.Btc, Domain.Positions.PositionSide.Long, 0.01m, null, bench.Bench.NowEpoch * 1000));
        await bench.RunAsync();

        Assert.Equal(0.01m, await bench.QuantityAsync());
        Assert.Equal([58_800m], await bench.StopsAsync());
        Assert.Equal(0, bench.Stage.Metrics.Unprotected.Value(Bench.Btc));
    }

    private static Task SendAsync(ExecutionBench bench, PlanStep step) =>
        bench.SendAsync(step == PlanStep.UpdateSl ? bench.Stop(59_800) : bench.Close(step == PlanStep.CloseFull ? 1 : 0.025m, step));
}
