using System.Text.Json;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.PositionState;

/// <summary>The venue is the truth: the ledger follows it, and nothing is ever closed to make them agree (RE-1).</summary>
public sealed class ReconcileTests
{
    private static readonly string Hold = Keys.ReconcileHold(Bench.Btc);

    // Amount in the ledger when the stage was away (null: none), at the venue -> side and size of the fill that explains it.
    [Theory]
    [InlineData(null, 2.0, OrderSide.Buy, 2.0)]
    [InlineData(null, -2.0, OrderSide.Sell, 2.0)]
    [InlineData(2.0, 3.0, OrderSide.Buy, 1.0)]
    [InlineData(2.0, 0.5, OrderSide.Sell, 1.5)]
    [InlineData(2.0, 0.0, OrderSide.Sell, 2.0)]
    [InlineData(-2.0, 0.0, OrderSide.Buy, 2.0)]
    [InlineData(2.0, -1.0, OrderSide.Sell, 3.0)]
    [InlineData(2.0, 2.001, OrderSide.Buy, 0.001)]
    public async Task WhatHappenedWhileAway_IsTakenOver_AtOnceAndWithoutAHold(double? before, double after, OrderSide side, double size)
    {
        await using var bench = new Bench();
        var seen = await Fills.StartAsync(bench);
        if (before is { } amount)
        {
            await Fills.HappenAsync(bench, (decimal)amount, Fills.Of(bench, "t1", (decimal)amount));
            await Bench.RunAsync(seen);
        }

        bench.Pass(60);
        await Fills.HappenAsync(bench, (decimal)after);
        await bench.Context.Bus.TrimAsync(Keys.VenueEvents.Name, 0);
        await Bench.RunAsync(await Fills.StartAsync(bench));

        var ledger = (await Fills.LedgerAsync(bench))!;
        var repair = Assert.Single(await Fills.RepairsAsync(bench));
        Assert.Equal((decimal)after, ledger.LastKnownAmount);
        Assert.Equal(repair.TradeId, ledger.RecentTradeIds[^1]);
        Assert.Equal((side, (decimal)size, 105m, bench.NowEpoch * 1000), (repair.Side, repair.Quantity, repair.Price, repair.TimeMs));
        Assert.Null(repair.PlanId);
        Assert.True((await bench.Context.Store.GetTextAsync(Hold)).IsMissing);
        Assert.Empty(await bench.EntriesAsync(Keys.ExecutionOrders));
    }

    [Fact]
    public async Task Agreement_BooksNothing()
    {
        await using var bench = new Bench();
        await HoldingAsync(bench);
        await Fills.HappenAsync(bench, 2);
        await Bench.RunAsync(await Fills.StartAsync(bench));

        Assert.Empty(await Fills.RepairsAsync(bench));
        Assert.Equal(["t1"], (await Fills.LedgerAsync(bench))!.RecentTradeIds);
    }

    // The account is told before the fill: a stage that looks in between waits for it.
    [Fact]
    public async Task ShortDifference_IsExplainedByItsFill()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await Fills.HappenAsync(bench, 1);
        await Bench.RunAsync(stage);
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(2), stage.NextDue);
        bench.Pass(1.9);
        Assert.Equal(0, await Bench.RunAsync(stage));
        await bench.AppendAsync(Keys.VenueEvents, Fills.Of(bench, "t2", -1));
        await Bench.RunAsync(stage);
        bench.Pass(60);
        await Fills.HappenAsync(bench, 1);
        await Bench.RunAsync(stage);

        Assert.Empty(await Fills.RepairsAsync(bench));
        Assert.Equal(1, (await Fills.LedgerAsync(bench))!.LastKnownAmount);
        Assert.True((await bench.Context.Store.GetTextAsync(Hold)).IsMissing);
    }

    [Fact]
    public async Task LastingDifference_IsPutRight_AndHoldsPartialCloses()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await Fills.HappenAsync(bench, 1);
        await Bench.RunAsync(stage);
        bench.Pass(2);
        await Bench.RunAsync(stage);

        var repair = Assert.Single(await Fills.RepairsAsync(bench));
        Assert.Equal((OrderSide.Sell, 1), (repair.Side, repair.Quantity));
        Assert.Equal(1, (await Fills.LedgerAsync(bench))!.LastKnownAmount);
        Assert.Equal(TimeSpan.FromSeconds(60), await bench.LifeAsync(Hold));
        using var notice = JsonDocument.Parse((await bench.Context.Store.GetTextAsync(Hold)).Value!);
        Assert.Equal("amount_differs", notice.RootElement.GetProperty("reason").GetString());
        Assert.Equal(2, notice.RootElement.GetProperty("ledger_amt").GetDecimal());
        Assert.Equal(1, notice.RootElement.GetProperty("venue_amt").GetDecimal());
        Assert.Equal(bench.NowEpoch, notice.RootElement.GetProperty("timestamp").GetInt64());

        // Our own word is read back, and moves nothing.
        await Bench.RunAsync(stage);
        Assert.Equal(1, (await Fills.LedgerAsync(bench))!.LastKnownAmount);
        Assert.Equal(1, bench.Log.Count("BTCUSDT: amount_differs"));
    }

    // The difference is within one per cent: the ledger follows, and nothing is held.
    [Fact]
    public async Task DifferenceWithinTheTolerance_HoldsNothing()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await Fills.HappenAsync(bench, 1.99m);
        await Bench.RunAsync(stage);
        bench.Pass(2);
        await Bench.RunAsync(stage);

        Assert.Equal(1.99m, (await Fills.LedgerAsync(bench))!.LastKnownAmount);
        Assert.True((await bench.Context.Store.GetTextAsync(Hold)).IsMissing);
    }

    // RE-3: an operator's hold is longer than ours, and stays.
    [Fact]
    public async Task OperatorsHold_IsLeftAlone()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await bench.Context.Store.SetTextAsync(Hold, "mine", timeToLive: null);
        await Fills.HappenAsync(bench, 1);
        await Bench.RunAsync(stage);
        bench.Pass(2);
        await Bench.RunAsync(stage);

        Assert.Equal("mine", (await bench.Context.Store.GetTextAsync(Hold)).Value);
        Assert.Null(await bench.LifeAsync(Hold));
    }

    // The account knew of the fill when the ledger was put right from it: the fill, told late, is no second one.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fill_ThatWasToldTooLate_IsNotCountedTwice(bool restart)
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        var late = Fills.Of(bench, "t2", -1, plan: "p9");
        await Fills.HappenAsync(bench, 1);
        await Bench.RunAsync(stage);
        bench.Pass(2);
        await Bench.RunAsync(stage);
        stage = restart ? await Fills.StartAsync(bench) : stage;
        await bench.AppendAsync(Keys.VenueEvents, late);
        await Bench.RunAsync(stage);
        bench.Pass(10);
        await Fills.HappenAsync(bench, 1);
        await Bench.RunAsync(stage);

        var ledger = (await Fills.LedgerAsync(bench))!;
        Assert.Equal((1, "p9", "t2"), (ledger.LastKnownAmount, ledger.LastPlanId, ledger.RecentTradeIds[^1]));
        Assert.Single(await Fills.RepairsAsync(bench));
    }

    // At the same moment of venue time there may be a fill that the account did not know of yet.
    [Fact]
    public async Task Fill_OfTheMomentOfARepair_CountsWhenTheVenueMoved()
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, 2);
        await Bench.RunAsync(stage);
        await Fills.HappenAsync(bench, 1, Fills.Of(bench, "t1", -1));
        await Bench.RunAsync(stage);

        Assert.Equal(1, (await Fills.LedgerAsync(bench))!.LastKnownAmount);
        Assert.Single(await Fills.RepairsAsync(bench));
    }

    // The same difference twice in one position's life: two repairs, not one that is known already.
    [Fact]
    public async Task SameDifference_MayComeAgain()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        foreach (var amount in new[] { 1m, 2m, 1m })
        {
            await Fills.HappenAsync(bench, amount);
            await Bench.RunAsync(stage);
            bench.Pass(2);
            await Bench.RunAsync(stage);
            Assert.Equal(amount, (await Fills.LedgerAsync(bench))!.LastKnownAmount);
        }

        Assert.Equal(3, (await Fills.RepairsAsync(bench)).Select(repair => repair.TradeId).Distinct().Count());
    }

    [Theory]
    [InlineData("absent", "quantum:reconcile:hold:BTCUSDT", false)]
    [InlineData("absent", "quantum:reconcile:hold:BTCUSDT", true)]
    [InlineData("append", "quantum:stream:venue.event", false)]
    [InlineData("append", "quantum:stream:venue.event", true)]
    [InlineData("set", "quantum:position:ledger:BTCUSDT", false)]
    [InlineData("set", "quantum:position:ledger:BTCUSDT", true)]
    public async Task Loss_AtEachWriteOfARepair_EndsInTheSameLedger(string operation, string name, bool carriedOut)
    {
        var expected = await RepairAsync(_ => { }, restart: false);
        foreach (var restart in new[] { false, true })
        {
            var found = await RepairAsync(faults => faults.At(operation, name, carriedOut), restart);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public async Task Ledger_ThatCannotBeRead_StartsAnewFromTheVenue()
    {
        await using var bench = new Bench();
        await Fills.StartAsync(bench);
        await bench.SetFieldsAsync(Keys.Ledger(Bench.Btc).Name, ("last_known_amt", "much"));
        await Fills.HappenAsync(bench, 2);
        await Bench.RunAsync(await Fills.StartAsync(bench));

        Assert.Equal(2, (await Fills.LedgerAsync(bench))!.LastKnownAmount);
        Assert.Equal(1, bench.Log.Count("BTCUSDT: the ledger starts anew from the venue"));
    }

    // A difference that cannot be judged for want of an account is no old one when the account is back, and does not keep the stage awake.
    [Fact]
    public async Task WithoutAnAccount_NothingIsPutRight()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await Fills.HappenAsync(bench, 1);
        await Bench.RunAsync(stage);
        await bench.Context.Store.DeleteAsync(Keys.VenueAccount);
        bench.Pass(30);
        await Bench.RunAsync(stage);
        Assert.True(stage.NextDue > bench.Clock.GetUtcNow());
        await Fills.HappenAsync(bench, 1, Fills.Of(bench, "t2", -1));
        await Bench.RunAsync(stage);

        Assert.Empty(await Fills.RepairsAsync(bench));
        Assert.Equal(1, (await Fills.LedgerAsync(bench))!.LastKnownAmount);
    }

    private static async Task<PositionStateStage> HoldingAsync(Bench bench)
    {
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, 2, Fills.Of(bench, "t1", 2));
        await Bench.RunAsync(stage);
        return stage;
    }

    private static async Task<WireFields> RepairAsync(Action<Faults> prepare, bool restart)
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await Fills.HappenAsync(bench, 1);
        await Bench.RunAsync(stage);
        bench.Pass(2);
        prepare(bench.Faults);
        try
        {
            await Bench.RunAsync(stage);
        }
        catch (EngineUnavailableException)
        {
            stage = restart ? await Fills.StartAsync(bench) : stage;
            await Bench.RunAsync(stage);
        }

        Assert.Single((await Fills.RepairsAsync(bench)).Select(repair => repair.TradeId).Distinct());
        Assert.Equal(0, await bench.Context.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Keys.VenueEvents.Name)));
        return WireFields.Of((await Fills.LedgerAsync(bench))!);
    }
}
