using QuantumTrader.Domain.Ladder;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.HarvestBrain;

/// <summary>What steers the ladder: the stage's settings, and over them those of the symbol's own hash.</summary>
public sealed class LadderSettingsTests
{
    private static readonly string s_key = Keys.HarvestSettings(Bench.Eth).Name;

    public static TheoryData<string, string, string[]> Overrides => new()
    {
        { "ladder", "0.5:0.1,1.5:0.2", ["close 0.1 at 1.5 R", "close 0.2 at 1.5 R", "stop 3300 at 1.5 R"] },
        { "min_r", "1.6", [] },
        { "set_be_at_r", "2", ["close 0.25 at 1.5 R", "close 0.25 at 1.5 R", "close 0.25 at 1.5 R", "stop 3250 at 1.5 R"] },
        { "trail_atr_mult", "0.5", ["close 0.25 at 1.5 R", "close 0.25 at 1.5 R", "close 0.25 at 1.5 R", "stop 3400 at 1.5 R"] },
    };

    [Theory]
    [MemberData(nameof(Overrides))]
    public async Task SymbolsOwnHash_WinsOverTheStage(string field, string text, string[] acts)
    {
        await using var bench = new Bench();
        await bench.SetFieldsAsync(s_key, (field, text));
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3450);

        Assert.Equal(acts, await Brains.TextsAsync(bench));
    }

    [Theory]
    [InlineData("BUY", "3200", "3450", "close 0.1 at 1.5 R")]
    [InlineData("SELL", "3400", "3150", "close 0.2 at 1.5 R")]
    public async Task LadderOfASide_WinsOverThatOfAllSymbols(string side, string stop, string price, string first)
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench, new HarvestBrainOptions { Ladders = LadderBook.Parse("ETHUSDT=1:0.1;ETHUSDT short=1:0.2").Book });
        await Brains.FillAsync(bench, side, stop: stop);
        await Brains.PriceAsync(bench, stage, decimal.Parse(price));

        Assert.Equal(first, (await Brains.TextsAsync(bench))[0]);
    }

    // Rungs taken stay taken; the new ladder's 0.5 R is the same rung, its 1.2 R is one more.
    [Fact]
    public async Task ChangeInMidPosition_IsInForceWithinASecond()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        await bench.SetFieldsAsync(s_key, ("ladder", "0.5:0.5,1.2:0.1"));
        await Brains.PriceAsync(bench, stage, 3360);
        bench.Pass(1);
        await Brains.PriceAsync(bench, stage, 3420);

        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R", "close 0.1 at 1.2 R"], await Brains.TextsAsync(bench));
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "ladder", "0.5:0.6,1.0:0.6", "sum of close_ratio = '1.2': must be at most 1" },
        { "ladder", "abc:0.5", "rung 1 at_r = 'abc': must be a finite number" },
        { "min_r", "-1", "min_r = -1: must be from 0 to 1000" },
        { "trail_atr_mult", "two", "field 'trail_atr_mult' = 'two'" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task WhatIsWrong_IsRefusedAndSaidOnce_AndTheLastValidOneStays(string field, string text, string said)
    {
        await using var bench = new Bench();
        await bench.SetFieldsAsync(s_key, ("ladder", "0.5:0.1"));
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Bench.RunAsync(stage);
        await bench.SetFieldsAsync(s_key, (field, text));
        for (var i = 0; i < 3; i++)
        {
            bench.Pass(1);
            await Brains.PriceAsync(bench, stage, 3350);
        }

        Assert.Equal(["close 0.1 at 0.5 R", "stop 3300 at 0.5 R"], await Brains.TextsAsync(bench));
        Assert.Contains("the last valid one stay in force", Assert.Single(bench.Log.Lines, line => line.Contains(said, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HashThatIsGone_GivesTheStageItsWordBack()
    {
        await using var bench = new Bench();
        await bench.SetFieldsAsync(s_key, ("min_r", "5"));
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        Assert.Empty(await Brains.SuggestedAsync(bench));
        await bench.Engine.Store.DeleteAsync(s_key);
        bench.Pass(1);
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal(2, (await Brains.SuggestedAsync(bench)).Count);
    }

    // The risk of 100 is 3.03 % of the entry: a quarter becomes 15 %.
    [Fact]
    public async Task DynamicLadder_ScalesTheShares()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench, new HarvestBrainOptions { DynamicLadder = true });
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal((LadderIntent.HarvestPartial, 0.15m, "rung_reached,shares_scaled_down"), (await Brains.SuggestedAsync(bench))[0] is var act ? (act.Intent, act.Quantity, act.Reason) : default);
    }
}
