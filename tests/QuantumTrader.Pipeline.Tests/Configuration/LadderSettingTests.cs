using System.Text.Json.Nodes;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestBrain;

namespace QuantumTrader.Pipeline.Tests.Configuration;

public sealed class LadderSettingTests
{
    private static readonly SettingsCatalogue s_catalogue = new(typeof(HarvestBrainOptions));

    [Fact]
    public void Ladders_InTheFormOfTheEnvironment_AreBound()
    {
        var options = Bind("HARVEST_LADDER=0.5:0.25[breakeven],1.0:0.25", "HARVEST_LADDERS=BTCUSDT=1:0.5;ETHUSDT long=0.5:0.5").Bind<HarvestBrainOptions>();

        Assert.Equal("0.5:0.25[breakeven],1.0:0.25", options.Ladder.ToString());
        Assert.Equal("1:0.5", options.Ladders?.For("BTCUSDT", PositionSide.Short)?.ToString());
        Assert.Null(options.Ladders?.For("ETHUSDT", PositionSide.Short));
    }

    [Fact]
    public void NothingGiven_IsTheDefaultLadderForAll()
    {
        var options = Bind().Bind<HarvestBrainOptions>();

        Assert.Equal(HarvestLadder.Default.ToString(), options.Ladder.ToString());
        Assert.Null(options.Ladders);
        Assert.Null(Bind("HARVEST_LADDERS=").Bind<HarvestBrainOptions>().Ladders);
    }

    [Fact]
    public void EveryFaultOfAValue_IsAFaultOfItsOwn() => Assert.Equal(
        [
            "environment: HARVEST_LADDER rung 2 at_r = '0.4': must be above the trigger before it, 0.5",
            "environment: HARVEST_LADDER rung 3 at_r = 'abc': must be a finite number",
            "environment: HARVEST_LADDER sum of close_ratio = '1.7': must be at most 1: no more than the position can be closed",
            "environment: HARVEST_LADDERS BTC/USDT: the symbol must be 2 to 20 letters A-Z or digits",
            "environment: HARVEST_LADDERS ETHUSDT rung 1 close_ratio = '2': must be above 0 and at most 1 (share of the original quantity)",
        ],
        FaultsOf("HARVEST_LADDER=0.5:0.6,0.4:0.6,abc:0.5", "HARVEST_LADDERS=BTC/USDT=1:0.5;ETHUSDT=1:2"));

    [Theory]
    [InlineData("HARVEST_LADDER=", "environment: HARVEST_LADDER = '': must have at least one rung")]
    [InlineData("HARVEST_LADDER=0.5:0.6,1.0:0.6", "environment: HARVEST_LADDER sum of close_ratio = '1.2': must be at most 1: no more than the position can be closed")]
    [InlineData("HARVEST_LADDER=abc:0.5", "environment: HARVEST_LADDER rung 1 at_r = 'abc': must be a finite number")]
    [InlineData("HARVEST_LADDER=0.5", "environment: HARVEST_LADDER rung 1 = '0.5': must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]")]
    [InlineData("HARVEST_LADDERS=0.5:0.25", "environment: HARVEST_LADDERS 0.5:0.25: must be SYMBOL=ladder or SYMBOL side=ladder, as BTCUSDT=1:0.5")]
    [InlineData("HARVEST_LADDERS= ", "environment: HARVEST_LADDERS = '': must hold a ladder for at least one symbol")]
    [InlineData("HARVEST_LADDERS=BTCUSDT=1:0.5;", "environment: HARVEST_LADDERS = '': must be SYMBOL=ladder or SYMBOL side=ladder, as BTCUSDT=1:0.5")]
    public void OneFault_IsReadableByItself(string assignment, string fault) => Assert.Equal([fault], FaultsOf(assignment));

    [Theory]
    [InlineData("HARVEST_LADDER=0.5:0.25[breakeven],1.0:0.25[lock_r: 0.5],2.0:0.25[trail: atr x 2]", """[{"at_r":0.5,"close_ratio":0.25,"then":"breakeven"},{"at_r":1.0,"close_ratio":0.25,"then":"lock_r: 0.5"},{"at_r":2.0,"close_ratio":0.25,"then":"trail: atr x 2"}]""")]
    [InlineData("HARVEST_LADDERS=BTCUSDT=1:0.5;ETHUSDT long=2:0.5", """{"BTCUSDT":[{"at_r":1,"close_ratio":0.5}],"ETHUSDT long":[{"at_r":2,"close_ratio":0.5}]}""")]
    public void Value_IsShownAsTextThatReadsBackAndAsJsonWithItsStructure(string assignment, string json)
    {
        var bound = Bind(assignment).Sections[0].Settings.Single(one => one.Entry is not null);

        Assert.Equal(assignment, $"{bound.Setting.Key}={bound.Setting.Show(bound.Value)}");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), bound.Setting.Kind.ToJson(bound.Value!)), bound.Setting.Kind.ToJson(bound.Value!).ToJsonString());
    }

    private static SettingsBinder Bind(params string[] assignments) => new(s_catalogue, Layers.Named("environment", assignments));

    private static IEnumerable<string> FaultsOf(params string[] assignments) => Bind(assignments).Faults.Select(fault => fault.ToString());
}
