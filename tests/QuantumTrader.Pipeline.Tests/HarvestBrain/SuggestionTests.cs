using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.HarvestBrain;

public sealed class SuggestionTests
{
    private static readonly string[] WholeLadder = ["close 0.25 at 0.5 R", "stop 3300 at 0.5 R", "close 0.25 at 1 R", "close 0.25 at 1.5 R"];

    [Fact]
    public async Task TheRequirementsOwnExample()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350, 3400, 3450);

        Assert.Equal(WholeLadder, await Brains.TextsAsync(bench));
        Assert.Equal(1.5, stage.Metrics.R.Value(Bench.Eth));
        Assert.Equal(1, stage.Metrics.Positions.Value());
        Assert.Equal(3, stage.Metrics.Actions.Value(Bench.Eth, "HARVEST_PARTIAL", "shadow"));
        var group = Assert.Single(await bench.GroupsAsync(Keys.ExecutionResults.Name));
        Assert.Equal(("harvest_brain:execution", 0, 0L), (group.Group, group.Pending, group.Lag));
    }

    // A series that appears with its first act shows no increase.
    [Theory]
    [InlineData("pipeline", true, "shadow")]
    [InlineData("brain", true, "live")]
    [InlineData("brain", false, "dry_run")]
    public async Task Acts_AreCountedFromNone_UnderTheModeInForce(string engine, bool writes, string mode)
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench, new HarvestBrainOptions
        {
            Engine = engine == "brain" ? HarvestEngine.Brain : HarvestEngine.Pipeline,
            LiveWritesEnabled = writes,
            Symbols = SymbolList.Of(Bench.Eth),
        });

        foreach (var known in (string[])["shadow", "dry_run", "live"])
            Assert.Equal(known == mode ? 0L : null, stage.Metrics.Actions.Value(Bench.Eth, "MOVE_SL_TRAIL", known));
    }

    [Fact]
    public async Task TheSamePricesAgain_AddNothing()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350, 3400, 3450);
        bench.Pass(2000);
        await Brains.PriceAsync(bench, stage, 3350, 3400, 3450);

        Assert.Equal(WholeLadder, await Brains.TextsAsync(bench));
    }

    // A jump over all rungs asks for them in order; the stop is moved once, to where it protects most.
    [Fact]
    public async Task Gap_YieldsEveryRungInOrder()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3700);

        Assert.Equal(["close 0.25 at 4 R", "close 0.25 at 4 R", "close 0.25 at 4 R", "stop 3500 at 4 R"], await Brains.TextsAsync(bench));
        Assert.Equal(["0.5", "1.0", "1.5"], (await Brains.SuggestedAsync(bench)).Take(3).Select(act => act.CorrelationId.Split(':')[5]));
    }

    [Fact]
    public async Task Short_IsMirrored()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench, side: "SELL", stop: "3400");
        await Brains.PriceAsync(bench, stage, 3250, 3200, 3150);

        Assert.Equal(WholeLadder, await Brains.TextsAsync(bench));
        Assert.All(await Brains.SuggestedAsync(bench), act => Assert.Equal(OrderSide.Buy, act.Side));
    }

    [Fact]
    public async Task Suggestion_SaysAllThatTheContractAsks()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);

        var acts = await Brains.SuggestedAsync(bench);
        var close = acts[0];
        Assert.Equal((LadderIntent.HarvestPartial, Bench.Eth, OrderSide.Sell, 0.25m, (decimal?)null), (close.Intent, close.Symbol, close.Side, close.Quantity, close.NewStop));
        Assert.Equal(("rung_reached", 0.5m, 50m, 100m, true), (close.Reason, close.RLevel, close.UnrealizedPnl, close.RiskUnit, close.DryRun));
        Assert.Equal((LadderIntent.MoveSlBreakeven, 1m, 3300m, "breakeven_at_r"), (acts[1].Intent, acts[1].Quantity, acts[1].NewStop, acts[1].Reason));
        Assert.Equal(close.TraceId, acts[1].TraceId);
        Assert.NotEqual(close.CorrelationId, acts[1].CorrelationId);

        var key = Keys.HarvestDedup(Bench.Eth, "HARVEST_PARTIAL", "0.5", bench.NowEpoch);
        Assert.Equal($"quantum:dedup:harvest:ETHUSDT:HARVEST_PARTIAL:0.5:{bench.NowEpoch}", key);
        Assert.Equal(TimeSpan.FromSeconds(900), await bench.LifeAsync(key));
        var history = await bench.Engine.Store.ReadSeriesAsync(Keys.HarvestHistory(Bench.Eth), 100);
        Assert.Equal(acts, history.Select(kept => kept.Value));
    }

    [Fact]
    public async Task Payload_IsReadAsFlatFieldsAre()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.TellAsync(bench, ("payload", $$"""{"symbol":"ETHUSDT","side":"BUY","qty":1.0,"price":3300.0,"stop_loss":3200,"status":"FILLED","timestamp":{{bench.NowEpoch}}}"""));
        await Brains.TellAsync(bench, ("payload", $$"""{"symbol":"ETHUSDT","price":"3350","status":"PRICE_UPDATE","timestamp":"{{bench.Clock.GetUtcNow():O}}"}"""));
        await Bench.RunAsync(stage);

        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R"], await Brains.TextsAsync(bench));
    }

    // 2 % of the entry stands in for the risk: 66. Said in the reason.
    [Fact]
    public async Task WithoutAStop_TheAssumedRiskMeasures_AndIsSaid()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench, stop: null);
        await Brains.PriceAsync(bench, stage, 3332, 3333);

        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R"], await Brains.TextsAsync(bench));
        Assert.All(await Brains.SuggestedAsync(bench), act => Assert.EndsWith(",entry_risk_assumed", act.Reason, StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { """{"action":"PARTIAL_25","symbol":"ETHUSDT"}""", "field 'status' is missing: a text is required" },
        { """{"symbol":"ETHUSDT","status":"FILLED","qty":1,"price":3300}""", "field 'side' is missing: a text is required" },
        { """{"symbol":"ETHUSDT","status":"FILLED","side":"LONG","qty":1,"price":3300}""", "field 'side' = 'LONG': must be one of BUY, SELL" },
        { """{"symbol":"ETHUSDT","status":"FILLED","side":"BUY","qty":0,"price":3300}""", "field 'qty' = '0': must be above 0" },
        { """{"symbol":"ETHUSDT","status":"FILLED","side":"BUY","price":3300}""", "field 'qty' is missing: a decimal number is required" },
        { """{"symbol":"ETHUSDT","status":"FILLED","side":"BUY","qty":1,"price":3300,"stop_loss":0}""", "field 'stop_loss' = '0': must be above 0" },
        { """{"symbol":"ETHUSDT","status":"PRICE_UPDATE","price":"nan"}""", "field 'price' = 'nan': a decimal number is required" },
        { """{"symbol":"ETHUSDT","status":"PRICE_UPDATE","price":3300,"timestamp":1737157200999}""", "field 'timestamp' = '1737157200999': must be Unix seconds or ISO 8601 UTC" },
        { """{"symbol":"eth/usdt","status":"PRICE_UPDATE","price":3300}""", "field 'symbol' = 'eth/usdt': must be" },
        { "[1]", "a JSON object is required" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task WhatCannotBeRead_GoesToTheDeadLetters_WithTheReason_AndBlocksNothing(string payload, string rule)
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.TellAsync(bench, ("payload", payload));
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal(1, await bench.Engine.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Keys.ExecutionResults.Name)));
        Assert.Contains(rule, Assert.Single(bench.Log.Lines, line => line.Contains("to the dead letters", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, (await Brains.SuggestedAsync(bench)).Count);
    }

    // The close of a position whose opening nobody saw must not be taken for the opening of a short.
    [Fact]
    public async Task CloseOfAnUnknownPosition_OpensNone()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.TellAsync(bench, ("symbol", Bench.Eth), ("side", "SELL"), ("qty", "1"), ("price", "3300"), ("status", "FILLED"), ("realized_pnl", "12.5"));
        await Brains.PriceAsync(bench, stage, 2000);

        Assert.Equal(0, stage.Metrics.Positions.Value());
        Assert.Empty(await Brains.SuggestedAsync(bench));
    }

    // Adding averages the entry to 3320; the rung that was taken stays taken, those to come are of the larger position.
    [Fact]
    public async Task AddingToAPosition_RebasesTheRungsToCome()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        await Brains.FillAsync(bench, price: "3340", stop: "3220", status: "PARTIAL");
        await Brains.PriceAsync(bench, stage, 3420);

        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R", "close 0.5 at 1 R", "stop 3320 at 1 R"], await Brains.TextsAsync(bench));
    }

    [Fact]
    public async Task Flip_IsANewPosition()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        bench.Pass(5);
        await Brains.FillAsync(bench, side: "SELL", qty: "3", price: "3350", stop: "3450");
        await Brains.PriceAsync(bench, stage, 3300);

        Assert.Equal(["close 0.5 at 0.5 R", "stop 3350 at 0.5 R"], (await Brains.TextsAsync(bench))[2..]);
    }
}
