using QuantumTrader.Domain;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Safety;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.HarvestBrain;

/// <summary>When nothing may happen, nothing does, and what came meanwhile is not acted on later.</summary>
public sealed class HaltTests
{
    private const string OwnSwitch = "quantum:kill:harvest";

    public static TheoryData<string> Switches => [Keys.Kill, Keys.GlobalKill, Keys.KillOf(Bench.Eth), OwnSwitch];

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task KillSwitch_StopsActs_NotTheReading(string key)
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench, new HarvestBrainOptions { KillSwitchKey = OwnSwitch });
        await bench.Engine.Store.SetTextAsync(key, "1", null);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350, 3450);

        Assert.Empty(await Brains.SuggestedAsync(bench));
        Assert.Equal(1.5, stage.Metrics.R.Value(Bench.Eth));
        Assert.Equal(6, stage.Metrics.Blocked.Value(BrainBlock.KillSwitchActive.ToCode()));
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Keys.ExecutionResults.Name)).Pending);
    }

    [Fact]
    public async Task WhatCameDuringTheHalt_IsNotActedOnLater_AFreshPriceIs()
    {
        await using var bench = new Bench();
        var control = new KillControl(bench.Context);
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Bench.RunAsync(stage);
        await control.OnAsync(null, "drill", default);
        await Brains.PricesAsync(bench, 3350);
        bench.Pass(3);
        await control.OffAsync(null, "over", default);
        await Bench.RunAsync(stage);

        Assert.Empty(await Brains.SuggestedAsync(bench));
        Assert.Equal(2, stage.Metrics.Blocked.Value(BrainBlock.StaleAfterHalt.ToCode()));
        bench.Pass(1);
        await Brains.PriceAsync(bench, stage, 3350);
        Assert.Equal(2, (await Brains.SuggestedAsync(bench)).Count);
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(32, false)]
    public async Task Price_IsActedOnWhileItIsFresh(int madeSec, bool acts)
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.TellAsync(bench, ("symbol", Bench.Eth), ("status", "PRICE_UPDATE"), ("price", "3350"), ("ts_ms", $"{bench.Context.NowMs + (madeSec * 1000)}"));
        await Bench.RunAsync(stage);

        Assert.Equal(acts ? 2 : 0, (await Brains.SuggestedAsync(bench)).Count);
        Assert.Equal(acts ? 0 : 2, stage.Metrics.Blocked.Value(BrainBlock.PriceStale.ToCode()));
    }

    // The entry itself is old, whatever it says of its price: history is no news.
    [Fact]
    public async Task HistoryOfTheStream_BuildsPositions_AndIsNotActedOn()
    {
        await using var bench = new Bench();
        await Brains.FillAsync(bench);
        await Brains.TellAsync(bench, ("symbol", Bench.Eth), ("status", "PRICE_UPDATE"), ("price", "3450"));
        bench.Pass(31);
        var stage = await Brains.StartAsync(bench);
        await Bench.RunAsync(stage);

        Assert.Equal(1, stage.Metrics.Positions.Value());
        Assert.Empty(await Brains.SuggestedAsync(bench));
    }

    [Fact]
    public async Task MoreActsThanAMinuteAllows_WaitForALaterPrice()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench, new HarvestBrainOptions { MaxActionsPerMinute = 2 });
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3450);

        Assert.Equal(["close 0.25 at 1.5 R", "close 0.25 at 1.5 R"], await Brains.TextsAsync(bench));
        Assert.Equal(2, stage.Metrics.Blocked.Value(BrainBlock.ActionLimit.ToCode()));
        bench.Pass(59);
        await Brains.PriceAsync(bench, stage, 3450);
        Assert.Equal(2, (await Brains.SuggestedAsync(bench)).Count);
        bench.Pass(1);
        await Brains.PriceAsync(bench, stage, 3450);
        Assert.Equal(["close 0.25 at 1.5 R", "stop 3300 at 1.5 R"], (await Brains.TextsAsync(bench))[2..]);
    }

    // Prices and positions that no decimal can hold together end nothing but this look.
    [Fact]
    public async Task PriceBeyondMeasure_IsSaidOnce_AndBlocksNothing()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench, stop: "3299.9999999999999999999999");
        await Brains.PriceAsync(bench, stage, 79_000_000_000_000_000_000_000_000_000m);
        await Brains.PriceAsync(bench, stage, 79_000_000_000_000_000_000_000_000_000m);

        Assert.Equal(2, stage.Metrics.Blocked.Value(BrainBlock.InvalidPrice.ToCode()));
        Assert.Single(bench.Log.Lines, line => line.Contains("invalid_price", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FillBeyondMeasure_IsLeftOutAndSaid_AndBlocksNothing()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.FillAsync(bench, qty: "79000000000000000000000000000", price: "3300");
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R"], await Brains.TextsAsync(bench));
        Assert.Equal(1, bench.Log.Count("is left out: its numbers lie too far"));
    }

    [Fact]
    public async Task LedgerThatCannotBeRead_StopsItsSymbol_NotTheOthers()
    {
        await using var bench = new Bench();
        await bench.Engine.Store.SetTextAsync(Keys.HarvestLedger(Bench.Eth), "{broken", null);
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.TellAsync(bench, ("symbol", Bench.Btc), ("side", "BUY"), ("qty", "1"), ("price", "100"), ("stop_loss", "90"), ("status", "FILLED"));
        await Brains.TellAsync(bench, ("symbol", Bench.Btc), ("status", "PRICE_UPDATE"), ("price", "105"));
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.All(await Brains.SuggestedAsync(bench), act => Assert.Equal(Bench.Btc, act.Symbol));
        Assert.NotEmpty(await Brains.SuggestedAsync(bench));
        Assert.Equal(2, stage.Metrics.Blocked.Value(BrainBlock.LedgerUnreadable.ToCode()));
        Assert.Single(bench.Log.Lines, line => line.Contains(Keys.HarvestLedger(Bench.Eth), StringComparison.Ordinal));
    }
}
