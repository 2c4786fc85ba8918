using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.IntentRouter;

/// <summary>What holds for every mix of intents, positions and switches.</summary>
public sealed class RouterPropertyTests
{
    private static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly Gen<Setting> Settings =
        from side in Gen.Elements<PositionSide?>(null, PositionSide.Long, PositionSide.Short)
        from kill in Gen.Elements(false, false, false, true)
        from safeMode in Gen.Elements(false, false, true)
        select new Setting(side, kill, safeMode);

    private static readonly Gen<Wish> Wishes =
        from id in Gen.Choose(1, 8)
        from side in Gen.Elements(OrderSide.Buy, OrderSide.Sell)
        from tenths in Gen.Choose(1, 30)
        from type in Gen.Elements("OPEN", "CLOSE", "HARVEST_PARTIAL", "MOVE_SL_TRAIL", "MOVE_SL_BREAKEVEN")
        from reduceOnly in Gen.Elements(true, false)
        from stop in Gen.Elements<decimal?>(null, 90, 98, 99, 102, 110)
        select new Wish(id, side, tenths / 10m, type, reduceOnly, stop);

    [Fact]
    public void Intents_NeverOpenOrAddButOnThePaperVenue_NeverLoosenAStop_NeverPassTheSwitches_AndHaveOneOutcomeEach() =>
        Prop.ForAll(Settings.ToArbitrary(), Wishes.ListOf().ToArbitrary(), (setting, wishes) => CheckAsync(setting, [.. wishes]).GetAwaiter().GetResult()).Check(Thousand);

    private static async Task CheckAsync(Setting setting, IReadOnlyList<Wish> wishes)
    {
        await using var bench = new Bench();
        var position = Given.Long(bench.NowEpoch) with { Side = setting.Side, Quantity = setting.Side is null ? 0 : 1, CurrentSl = setting.Side == PositionSide.Short ? 102 : 98 };
        await Given.PutAsync(bench, position);
        if (setting.Kill)
            await bench.Context.Store.SetTextAsync(Keys.Kill, "1", null);
        if (setting.SafeMode)
            await bench.Context.Store.SetTextAsync(Keys.SafeMode, "1", null);
        var stage = await Routers.StartAsync(bench);

        await Routers.RouteAsync(bench, stage, wishes.Select(wish => new TradeIntentRecord(
            Bench.Btc, wish.Side, wish.Quantity, wish.Type, null, wish.ReduceOnly, wish.Stop, false, null, $"w{wish.Id}", null, bench.Context.NowMs)));

        var orders = await bench.EntriesAsync(Keys.ExecutionOrders);
        var entries = await bench.EntriesAsync(Keys.PaperEntries);
        Assert.Equal(wishes.Count, orders.Count + entries.Count + (await bench.EntriesAsync(Keys.RejectedIntents)).Count);
        Assert.Equal(orders.Count, orders.Select(order => order.PlanId).Distinct().Count());
        Assert.All(orders, order =>
        {
            Assert.Equal(setting.Side, order.PositionSide);
            if (order.Step == PlanStep.CloseQuantity)
                Assert.InRange(order.Quantity!.Value, 0.1m, 1m);
            else
                Assert.True(setting.Side == PositionSide.Long ? order.StopPrice >= 98 : order.StopPrice <= 102, $"stop {order.StopPrice}");
        });
        Assert.True(!setting.Kill || (orders.Count == 0 && entries.Count == 0));
        Assert.True(!setting.SafeMode || entries.Count == 0);
        Assert.True(entries.Count <= 5);
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Keys.TradeIntents.Name)).Pending);
    }

    private sealed record Setting(PositionSide? Side, bool Kill, bool SafeMode);

    private sealed record Wish(int Id, OrderSide Side, decimal Quantity, string Type, bool ReduceOnly, decimal? Stop);
}
