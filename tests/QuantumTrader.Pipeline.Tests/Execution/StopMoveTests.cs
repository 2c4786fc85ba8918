using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>Plans move stops nearer to the market, never away from it; the new one rests before the old one goes.</summary>
public sealed class StopMoveTests
{
    // The first stop is 1 % away; the tick is 0.1. A long's stop is rounded up, a short's down.
    [Theory]
    [InlineData(PositionSide.Long, 59_800.05, 59_800.1, null, false)]
    [InlineData(PositionSide.Short, 60_199.95, 60_199.9, null, false)]
    [InlineData(PositionSide.Long, 59_400, 59_400, "stop_not_tighter", false)]
    [InlineData(PositionSide.Long, 59_000, 59_400, "stop_not_tighter", false)]
    [InlineData(PositionSide.Short, 60_700, 60_600, "stop_not_tighter", false)]
    [InlineData(PositionSide.Long, 60_000, 59_400, "stop_would_trigger", true)]
    [InlineData(PositionSide.Long, 60_100, 59_400, "stop_would_trigger", true)]
    [InlineData(PositionSide.Short, 59_900, 60_600, "stop_would_trigger", true)]
    public async Task Stop_OnlyTightens(PositionSide side, double wanted, double resting, string? error, bool mayRetry)
    {
        await using var bench = await ExecutionBench.OpenAsync(side);
        await bench.SendAsync(bench.Stop((decimal)wanted));
        await bench.RunAsync();

        Assert.Equal([(decimal)resting], await bench.StopsAsync());
        var result = Assert.Single(await bench.ResultsAsync());
        Assert.Equal((error, error is null, mayRetry), (result.Error, result.Executed, result.MayRetry));
        Assert.Equal(error is null ? "NEW" : "not_sent", Assert.Single(result.Steps).Status);
    }

    [Fact]
    public async Task NewStop_RestsBeforeTheOldOneGoes()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var atCancel = new List<int>();
        bench.Venue.Cancelling = () => atCancel.Add(bench.StopsAsync().GetAwaiter().GetResult().Count);
        await bench.SendAsync(bench.Stop(59_800));
        await bench.RunAsync();

        Assert.Equal([2], atCancel);
        var stop = Assert.Single((await bench.AccountAsync()).OpenOrders).Request;
        Assert.Equal((true, null, ClientOrderId.Of(ExecutionBench.Plan, PlanStep.UpdateSl)), (stop.ClosePosition, stop.Quantity, stop.ClientOrderId));
    }

    [Fact]
    public async Task OldStop_WhoseCancelIsNotAnswered_GoesWithTheNextSweep()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        bench.Venue.LostCancellations = 2;
        await bench.SendAsync(bench.Stop(59_800));
        await bench.RunAsync();
        Assert.True(Assert.Single(await bench.ResultsAsync()).Executed);
        bench.Bench.Pass(5);
        await bench.RunAsync();

        Assert.Equal([59_800m], await bench.StopsAsync());
    }

    // The seventh within a minute has to wait until the first is a minute old.
    [Fact]
    public async Task Stops_AreMovedAtMostSixTimesAMinute()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        for (var i = 1; i <= 7; i++)
        {
            await bench.SendAsync(bench.Stop(59_400 + (10 * i), $"plan-{i}"));
            await bench.RunAsync();
            bench.Bench.Pass(5);
        }

        Assert.Equal([59_460m], await bench.StopsAsync());
        var last = (await bench.ResultsAsync())[^1];
        Assert.Equal(("stop_replace_rate", false, true), (last.Error, last.Executed, last.MayRetry));

        bench.Bench.Pass(25);
        await bench.SendAsync(bench.Stop(59_470, "plan-7"));
        await bench.RunAsync();
        Assert.Equal([59_470m], await bench.StopsAsync());
    }

    // A stop that closes the position needs no new size when a part of it has been closed.
    [Fact]
    public async Task PartialClose_LeavesTheStopAsItIs_AndItStillClosesAll()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        await bench.SendAsync(bench.Close(0.05m));
        await bench.RunAsync();
        await bench.PlayAsync(60_000, 59_000, 59_000);

        Assert.Null(await bench.QuantityAsync());
        Assert.Empty(await bench.StopsAsync());
        Assert.Null(bench.Stage.Metrics.Unprotected.Value(Hosting.Bench.Btc));
    }

    // An operator's own stop, looser than ours, is not ours to cancel.
    [Fact]
    public async Task Stop_OfSomebodyElse_IsLeftAlone()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        await bench.Venue.PlaceAsync(new(
            Hosting.Bench.Btc, "by-hand", Domain.Orders.OrderSide.Sell, Domain.Orders.OrderType.StopMarket, null, 59_000, ClosePosition: true));
        await bench.SendAsync(bench.Stop(59_800));
        await bench.RunAsync();

        Assert.Equal([59_000m, 59_800m], (await bench.StopsAsync()).Order());
    }
}
