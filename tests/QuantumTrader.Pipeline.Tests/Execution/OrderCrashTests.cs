using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>
/// The engine is lost, or the process dies, at each of the calls that carrying out orders makes, before it is carried out and after: the venue sees the same orders, once each, and
/// everything is told.
/// </summary>
public sealed class OrderCrashTests
{
    // What is carried out in one go: a partial close, a tighter stop, and the close of all that is left.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lost_AtAnyCall_TheVenueSeesTheSameOrders_AndEverythingIsTold(bool restarts)
    {
        await using var undisturbed = await ExecutionBench.OpenAsync();
        var quiet = undisturbed.Bench.Faults.Done.Count;
        await RunAsync(undisturbed, restarts: false);
        var expected = await SeenAsync(undisturbed);
        Assert.Equal(3, (await undisturbed.ResultsAsync()).Count(result => result.Executed));
        var calls = undisturbed.Bench.Faults.Done.Skip(quiet).GroupBy(call => call).Select(same => (Call: same.Key, Count: same.Count())).ToList();
        Assert.InRange(calls.Count, 20, 100);

        foreach (var (call, count) in calls)
        {
            var (operation, name) = (call[..call.IndexOf(' ', StringComparison.Ordinal)], call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            foreach (var occurrence in Enumerable.Range(1, count))
            {
                foreach (var isAfter in new[] { false, true })
                {
                    await using var bench = await ExecutionBench.OpenAsync();
                    bench.Bench.Faults.At(operation, name, isAfter, occurrence);
                    await RunAsync(bench, restarts);
                    var seen = await SeenAsync(bench);
                    Assert.True(expected == seen, $"{(isAfter ? "after" : "before")} {call} ({occurrence}):\n{seen}\nnot\n{expected}");
                }
            }
        }
    }

    // Died between placing the new stop and cancelling the old one: two rest, and the looser goes.
    [Fact]
    public async Task Died_BetweenTheNewStopAndTheOld_TheTighterIsKept()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        await bench.Venue.PlaceAsync(new(
            Bench.Btc, ClientOrderId.Of("plan-9", PlanStep.UpdateSl), Domain.Orders.OrderSide.Sell, Domain.Orders.OrderType.StopMarket, null, 59_900, ClosePosition: true));
        Assert.Equal(2, (await bench.StopsAsync()).Count);
        await bench.RestartAsync();
        bench.Bench.Pass(5);
        await bench.RunAsync();

        Assert.Equal([59_900m], await bench.StopsAsync());
    }

    private static async Task RunAsync(ExecutionBench bench, bool restarts)
    {
        await bench.SendAsync(bench.Close(0.05m), bench.Stop(59_800, "plan-2"));
        await bench.SurviveAsync(restarts);
        await bench.SendAsync(bench.Close(1, PlanStep.CloseFull, "plan-3") with { PositionAmount = 0.05m });
        await bench.SurviveAsync(restarts);
    }

    private static async Task<string> SeenAsync(ExecutionBench bench)
    {
        var events = (await bench.Bench.EntriesAsync(Keys.VenueEvents)).Where(happened => happened.Kind != VenueEventKind.Account);
        var results = (await bench.ResultsAsync()).Select(result => $"{result.PlanId} {result.Executed} {result.Error} {string.Join(',', result.Steps)}");
        var executions = (await bench.ExecutionsAsync()).Select(execution => $"{execution.OrderId} {execution.PlanId} {execution.Status} {execution.Quantity} {execution.RealizedPnl}");
        var repeats = bench.Venue.Placed.GroupBy(order => order.ClientOrderId).Where(same => same.Count() > 1).Select(same => same.Key);
        var pending = await bench.PendingAsync();

        // Told at least once: the same line twice is the same news. A request may be repeated only where the venue had not seen it.
        return string.Join('\n', [
            .. events.Distinct().Select(happened => $"{happened}"), .. results.Distinct(), .. executions.Distinct(),
            .. repeats.Select(id => $"sent twice: {id}"), $"pending {pending}", $"left {await bench.QuantityAsync()}"]);
    }
}
