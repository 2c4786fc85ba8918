using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.IntentRouter;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.IntentRouter;

/// <summary>Starts routers and gives them intents.</summary>
internal static class Routers
{
    internal static Task<IntentRouterStage> StartAsync(Bench bench) =>
        Bench.StartAsync(new IntentRouterStage(bench.Context, new IntentRouterOptions()));

    internal static TradeIntentRecord Open(StageContext context, string id, string symbol = Bench.Btc) => new(
        symbol, OrderSide.Buy, 0.5m, TradeIntentRecord.Open, "a wish", ReduceOnly: false, StopPrice: 90, DryRun: false, "operator", id, "t-" + id, context.NowMs);

    internal static TradeIntentRecord Close(StageContext context, string id, decimal quantity = 0.25m, OrderSide side = OrderSide.Sell, string symbol = Bench.Btc) => new(
        symbol, side, quantity, "HARVEST_PARTIAL", "first rung", ReduceOnly: true, StopPrice: null, DryRun: false, "harvest_brain", id, "t-" + id, context.NowMs);

    internal static TradeIntentRecord MoveStop(StageContext context, string id, decimal stop, OrderSide side = OrderSide.Sell, string symbol = Bench.Btc) => new(
        symbol, side, null, "MOVE_SL_TRAIL", null, ReduceOnly: true, stop, DryRun: false, "harvest_brain", id, "t-" + id, context.NowMs);

    /// <summary>Appends the intents and routes all that there is.</summary>
    internal static async Task RouteAsync(Bench bench, IntentRouterStage stage, params IEnumerable<TradeIntentRecord> intents)
    {
        foreach (var intent in intents)
            await bench.AppendAsync(Keys.TradeIntents, intent);
        await Bench.RunAsync(stage);
    }

    /// <summary>Routes through losses of the engine, as a host does.</summary>
    /// <returns>How often the engine was lost.</returns>
    internal static async Task<int> RunThroughLossesAsync(IntentRouterStage stage)
    {
        for (var losses = 0; ; losses++)
        {
            try
            {
                await Bench.RunAsync(stage);
                return losses;
            }
            catch (Messaging.EngineUnavailableException) when (losses < 20)
            {
                // The host tries again.
            }
        }
    }

    internal static async Task<IReadOnlyList<string>> ReasonsAsync(Bench bench) =>
        [.. (await bench.EntriesAsync(Keys.RejectedIntents)).Select(rejected => rejected.Reason)];

    /// <summary>Nothing of the router's group is left unacknowledged.</summary>
    internal static async Task AssertAllSettledAsync(Bench bench) =>
        Assert.Equal((0, 0L), (Assert.Single(await bench.GroupsAsync(Keys.TradeIntents.Name)).Pending, Assert.Single(await bench.GroupsAsync(Keys.TradeIntents.Name)).Lag ?? -1));
}
