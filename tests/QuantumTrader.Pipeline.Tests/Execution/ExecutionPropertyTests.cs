using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>Any order of closes, stops, repeats, price moves, lost answers, deaths and throws of the kill switch.</summary>
public sealed class ExecutionPropertyTests
{
    private const int Runs = 1000;

    // What may be asked for: parts, everything, and more than there is.
    private static readonly (PlanStep Step, decimal Quantity)[] Closes =
    [
        (PlanStep.ClosePartial25, 0.025m), (PlanStep.ClosePartial50, 0.05m), (PlanStep.ClosePartial75, 0.075m), (PlanStep.CloseFull, 0.1m),
        (PlanStep.ClosePartial50, 0.2m), (PlanStep.CloseFull, 5m),
    ];

    private enum Doing
    {
        Close,
        CloseAgain,
        Stop,
        Price,
        KillOn,
        KillOff,
        LoseRequest,
        LoseAnswer,
        LoseSearch,
        Die,
        Pass,
    }

    [Fact]
    public void NeverMoreThanThePosition_NeverALooserStop_NothingUnderTheKillSwitch_NothingTwice()
    {
        var step = from doing in Gen.Elements(Enum.GetValues<Doing>())
                   from number in Gen.Choose(0, 999)
                   select (doing, number);
        var life = from side in Gen.Elements(Enum.GetValues<PositionSide>())
                   from size in Gen.Choose(1, 30)
                   from steps in Gen.ArrayOf(step, size)
                   select (side, steps);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Runs),
            Prop.ForAll(life.ToArbitrary(), one => LiveAsync(one.side, one.steps).GetAwaiter().GetResult()));
    }

    private static async Task LiveAsync(PositionSide side, (Doing Doing, int Number)[] steps)
    {
        await using var bench = await ExecutionBench.OpenAsync(side);
        var watch = new Watch(bench, side);
        foreach (var (index, (doing, number)) in steps.Index())
        {
            await DoAsync(bench, watch, doing, number, $"plan-{index}");
            await bench.SurviveAsync(restarts: false);
            await watch.LookAsync();
        }

        // Everything is answered again, and nothing stays open.
        bench.Venue.LostPlacements.Clear();
        bench.Venue.LostSearches = 0;
        await bench.KillAsync(watch.IsKilled = false);
        for (var i = 0; i < 6; i++)
        {
            bench.Bench.Pass(10);
            await bench.RunAsync();
            await watch.LookAsync();
        }

        await watch.ConcludeAsync();
    }

    private static async Task DoAsync(ExecutionBench bench, Watch watch, Doing doing, int number, string plan)
    {
        var (step, quantity) = Closes[number % Closes.Length];
        switch (doing)
        {
            case Doing.Close:
                await SendAsync(bench, watch, bench.Close(quantity, step, plan));
                break;
            case Doing.CloseAgain when watch.Newest is { } newest:
                await bench.SendAsync(newest);
                break;
            case Doing.Stop:
                await SendAsync(bench, watch, bench.Stop(ExecutionBench.Entry + number - 500, plan));
                break;
            case Doing.Price:
                await bench.PlayAsync(ExecutionBench.Entry + ((number - 500) * 2));
                break;
            case Doing.KillOn:
            case Doing.KillOff:
                await bench.KillAsync(watch.IsKilled = doing == Doing.KillOn);
                break;
            case Doing.LoseRequest:
            case Doing.LoseAnswer:
                bench.Venue.LostPlacements.Enqueue(doing == Doing.LoseAnswer);
                break;
            case Doing.LoseSearch:
                bench.Venue.LostSearches++;
                break;
            case Doing.Die:
                await bench.RestartAsync();
                break;
            default:
                bench.Bench.Pass(number % 20);
                break;
        }
    }

    // For the position as it stands: what was made for another amount is refused before anything else is looked at.
    private static async Task SendAsync(ExecutionBench bench, Watch watch, ExecutionOrderRecord order)
    {
        var amount = await bench.QuantityAsync() ?? 0;
        await bench.SendAsync(watch.Newest = order with { PositionAmount = order.PositionSide == PositionSide.Long ? amount : -amount });
    }

    private sealed class Watch
    {
        private readonly ExecutionBench _bench;
        private readonly PositionSide _side;
        private decimal _quantity = ExecutionBench.Amount;
        private decimal? _stop;

        public Watch(ExecutionBench bench, PositionSide side)
        {
            (_bench, _side) = (bench, side);
            bench.Venue.Placing = SeePlaced;
        }

        public bool IsKilled { get; set; }

        public ExecutionOrderRecord? Newest { get; set; }

        public async Task LookAsync()
        {
            var account = await _bench.AccountAsync();
            var quantity = account.Positions.SingleOrDefault()?.Quantity ?? 0;
            Assert.True(quantity <= _quantity, $"{_quantity} became {quantity}");
            Assert.True(quantity == 0 || account.Positions.Single().Side == _side, "the position turned");
            _quantity = quantity;
            if (quantity == 0)
                return;
            var stops = account.OpenOrders.Select(order => order.Request.StopPrice!.Value).ToList();
            var tightest = _side == PositionSide.Long ? stops.Max() : stops.Min();
            Assert.True(_stop is not { } before || before == tightest || before < tightest == (_side == PositionSide.Long), $"stop {_stop} became {tightest}");
            _stop = tightest;
        }

        public async Task ConcludeAsync()
        {
            var closed = (await _bench.ExecutionsAsync()).Where(execution => execution.Side == OrderSides.ToClose(_side)).DistinctBy(execution => execution.OrderId);
            Assert.Equal(ExecutionBench.Amount - _quantity, closed.Sum(execution => execution.Quantity));
            Assert.Equal(_bench.Venue.Placed.Count, _bench.Venue.Placed.Select(order => order.ClientOrderId).Distinct().Count());
            Assert.Equal(0, await _bench.PendingAsync());
        }

        private void SeePlaced(OrderRequest order)
        {
            Assert.False(IsKilled, $"{order.ClientOrderId} was sent while the kill switch was on");
            Assert.True(order.ReduceOnly || order.ClosePosition, $"{order.ClientOrderId} could open a position");
            Assert.Equal(OrderSides.ToClose(_side), order.Side);
        }
    }
}
