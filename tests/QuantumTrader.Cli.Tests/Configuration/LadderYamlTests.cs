using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Tests.Support;
using QuantumTrader.Tests.Support.Ladders;

namespace QuantumTrader.Cli.Tests.Configuration;

public sealed class LadderYamlTests
{
    [Fact]
    public void Ladders_WrittenOut_AreBound()
    {
        var options = Bind("""
            harvest-brain:
              HARVEST_LADDER:
                - {at_r: 0.5, close_ratio: 0.25, then: breakeven}
                - at_r: 1.0
                  close_ratio: 0.25
                  then:
                    lock_r: 0.5
                - at_r: 2.0
                  close_ratio: '0.25'
                  then: "trail: atr x 2"
                - at_r: 3
                  close_ratio: 0.1
                  then: {trail: atr x 1.5}
                - 4:0.1,5:0.05[breakeven]
              HARVEST_LADDERS:
                BTCUSDT:
                  - {at_r: 1, close_ratio: 0.5}
                ethusdt:
                  Long:
                    - {at_r: 0.5, close_ratio: 0.5}
                  short: 0.5:0.25,1.0:0.25
                SOLUSDT long: [1:0.5, 2:0.5]
            """).Bind<HarvestBrainOptions>();

        Assert.Equal(
            "0.5:0.25[breakeven],1.0:0.25[lock_r: 0.5],2.0:0.25[trail: atr x 2],3:0.1[trail: atr x 1.5],4:0.1,5:0.05[breakeven]", options.Ladder.ToString());
        Assert.Equal("BTCUSDT=1:0.5;ETHUSDT long=0.5:0.5;ETHUSDT short=0.5:0.25,1.0:0.25;SOLUSDT long=1:0.5,2:0.5", options.Ladders?.ToString());
        Assert.Equal("0.5:0.25,1.0:0.25", options.Ladders?.For("ETHUSDT", PositionSide.Short)?.ToString());
    }

    [Theory]
    [InlineData("HARVEST_LADDER: 1:0.5,2:0.5")]
    [InlineData("HARVEST_LADDER: [1:0.5, 2:0.5]")]
    [InlineData("HARVEST_LADDER:\n- {at_r: 1, close_ratio: 0.5}\n- 2:0.5")]
    [InlineData("HARVEST_LADDER:\n  - at_r: 1\n    close_ratio: 0.5\n  - {close_ratio: 0.5, at_r: 2}")]
    [InlineData("HARVEST_LADDER: 3:1\nharvest-brain:\n  HARVEST_LADDER: [{at_r: 1, close_ratio: 0.5}, {at_r: 2, close_ratio: 0.5}]")]
    public void LadderForAll_MayStandAtTheTopOfTheFile(string yaml) => Assert.Equal("1:0.5,2:0.5", Bind(yaml).Bind<HarvestBrainOptions>().Ladder.ToString());

    // The value of HARVEST_LADDER from line 3 on, and what is wrong with it.
    [Theory]
    [InlineData("[{at_r: 0.5, close_ration: 0.25}]", "3: HARVEST_LADDER rung 1 close_ration = '0.25': is not a field of a rung; did you mean close_ratio?", "3: HARVEST_LADDER rung 1 close_ratio: is missing")]
    [InlineData("- {at_r: 0.5, close_ratio: 0.25, until: 3}", "3: HARVEST_LADDER rung 1 until = '3': is not a field of a rung; known: at_r, close_ratio, then")]
    [InlineData("- {at_r: 0.5}\n- {close_ratio: 0.5}\n- {}", "3: HARVEST_LADDER rung 1 close_ratio: is missing", "4: HARVEST_LADDER rung 2 at_r: is missing", "5: HARVEST_LADDER rung 3 at_r: is missing", "5: HARVEST_LADDER rung 3 close_ratio: is missing")]
    [InlineData("- at_r: 0.5\n  close_ratio: 0.25\n  at_r: 1", "5: HARVEST_LADDER rung 1 at_r = '1': stands twice, first in line 3")]
    [InlineData("- at_r: 1\n  close_ratio: abc\n- at_r: ~\n  close_ratio: 0.5", "4: HARVEST_LADDER rung 1 close_ratio = 'abc': must be a finite number", "5: HARVEST_LADDER rung 2 at_r = '': must be a finite number")]
    [InlineData("- at_r: [1]\n  close_ratio: {of: 1}", "3: HARVEST_LADDER rung 1 at_r: must be a finite number, not a list", "4: HARVEST_LADDER rung 1 close_ratio: must be a finite number, not a mapping")]
    [InlineData("- at_r: 1\n  close_ratio: 0.6\n- at_r: 1\n  close_ratio: 0.6", "2: HARVEST_LADDER sum of close_ratio = '1.2': must be at most 1: no more than the position can be closed", "5: HARVEST_LADDER rung 2 at_r = '1': must be above the trigger before it, 1")]
    [InlineData("- {at_r: 1, close_ratio: 0.5}\n- [2, 0.5]", "4: HARVEST_LADDER rung 2: must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven], or a mapping of at_r, close_ratio, then; not a list")]
    [InlineData("- {at_r: 1, close_ratio: 0.5}\n- two", "4: HARVEST_LADDER rung 2 = 'two': must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]")]
    [InlineData("- {at_r: 1, close_ratio: 0.5}\n- ~", "4: HARVEST_LADDER rung 2 = '': must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]")]
    [InlineData("- 1:0.5\n- abc:0.5", "2: HARVEST_LADDER rung 2 at_r = 'abc': must be a finite number")]
    [InlineData("- at_r: 1\n  close_ratio: 0.5\n  then: fly", "5: HARVEST_LADDER rung 1 then = 'fly': must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("- at_r: 1\n  close_ratio: 0.5\n  then: {lock: 0.5}", "5: HARVEST_LADDER rung 1 then: must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("- at_r: 1\n  close_ratio: 0.5\n  then: {lock_r: 0.5, trail: atr x 2}", "5: HARVEST_LADDER rung 1 then: must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("- at_r: 1\n  close_ratio: 0.5\n  then: {lock_r: [0.5]}", "5: HARVEST_LADDER rung 1 then: must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("- at_r: 1\n  close_ratio: 0.5\n  then: {lock_r: 2}", "5: HARVEST_LADDER rung 1 then = 'lock_r: 2': must lock 0 or more and less than the trigger of its rung (R)")]
    [InlineData("- at_r: 1\n  close_ratio: 0.5\n  then:", "5: HARVEST_LADDER rung 1 then = '': must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("[]", "2: HARVEST_LADDER = '': must have at least one rung")]
    [InlineData("{at_r: 1, close_ratio: 0.5}", "2: HARVEST_LADDER: must be a ladder, as 0.5:0.25,1.0:0.25, or a list of rungs, not a mapping")]
    public void WrongLadder_NamesLineRungFieldValueAndRule(string value, params string[] faults) => AssertFaults("HARVEST_LADDER", value, faults);

    [Theory]
    [InlineData("BTC-USDT: 1:0.5", "3: HARVEST_LADDERS BTC-USDT: the symbol must be 2 to 20 letters A-Z or digits")]
    [InlineData("BTCUSDT: 1:0.5\nETHUSDT: 1:0.5\nBTCUSDT: 2:0.5", "5: HARVEST_LADDERS BTCUSDT: stands twice")]
    [InlineData("BTCUSDT: 1:0.5\nbtcusdt: 2:0.5", "4: HARVEST_LADDERS btcusdt: stands twice")]
    [InlineData("BTCUSDT:\n  long: 1:0.5\n  lang: 2:0.5\n  Long: 3:0.5", "5: HARVEST_LADDERS BTCUSDT lang: the side must be long or short", "6: HARVEST_LADDERS BTCUSDT Long: stands twice")]
    [InlineData("BTCUSDT:\n  long:\n    - {at_r: 1, close_ratio: 0.5}\n    - {at_r: x, close_ratio: 2}", "6: HARVEST_LADDERS BTCUSDT long rung 2 at_r = 'x': must be a finite number", "6: HARVEST_LADDERS BTCUSDT long rung 2 close_ratio = '2': must be above 0 and at most 1 (share of the original quantity)")]
    [InlineData("BTCUSDT: 0.5:0.6,1:0.6\nETHUSDT: abc:0.5", "3: HARVEST_LADDERS BTCUSDT sum of close_ratio = '1.2': must be at most 1: no more than the position can be closed", "4: HARVEST_LADDERS ETHUSDT rung 1 at_r = 'abc': must be a finite number")]
    [InlineData("BTCUSDT:\nETHUSDT: []", "3: HARVEST_LADDERS BTCUSDT ladder = '': must have at least one rung", "4: HARVEST_LADDERS ETHUSDT ladder = '': must have at least one rung")]
    [InlineData("BTCUSDT: {}", "3: HARVEST_LADDERS BTCUSDT ladder: must be a ladder, not a mapping")]
    [InlineData("BTCUSDT:\n  long: {at_r: 1}", "4: HARVEST_LADDERS BTCUSDT long ladder: must be a ladder, not a mapping")]
    [InlineData("{}", "2: HARVEST_LADDERS = '': must hold a ladder for at least one symbol")]
    [InlineData("[BTCUSDT]", "2: HARVEST_LADDERS = 'BTCUSDT': must be ladders by symbol, as BTCUSDT=1:0.5;ETHUSDT long=0.5:0.5, or a mapping of symbols to ladders, or empty, not a list")]
    [InlineData("- {at_r: 1, close_ratio: 0.5}", "2: HARVEST_LADDERS: must be ladders by symbol, as BTCUSDT=1:0.5;ETHUSDT long=0.5:0.5, or a mapping of symbols to ladders, or empty, not a list")]
    public void WrongBook_NamesLineOwnerValueAndRule(string value, params string[] faults) => AssertFaults("HARVEST_LADDERS", value, faults);

    [Fact]
    public void MappingAtTheTopOfTheFile_IsASectionEvenWhereItCouldBeAValue() => Assert.Equal(
        ["config.yaml: line 1: HARVEST_LADDERS: must stand in the section harvest-brain: at the top of a file a mapping is a section itself"],
        FaultsOf("HARVEST_LADDERS:\n  BTCUSDT: 1:0.5"));

    [Fact]
    public void ExamplesOfTheOperatingGuide_AreTheSameLaddersInBothForms()
    {
        var guide = File.ReadAllText(Path.Combine(SourceRoot.Path, "docs", "operating.md")).Split("## Ladders")[1];
        var variables = guide.Split("```sh\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2));

        var options = Bind(guide.Split("```yaml\n")[1].Split("```")[0]).Bind<HarvestBrainOptions>();

        Assert.Equal([["HARVEST_LADDER", $"'{options.Ladder}'"], ["HARVEST_LADDERS", $"'{options.Ladders}'"]], variables);
    }

    [Fact]
    public void AnyLadder_WrittenOutOrAsText_IsTheSameValue() => Prop.ForAll(AnyLadder.One, ladder =>
        Assert.Equal(ladder.Rungs, Bind("HARVEST_LADDER:\n" + Yaml(ladder, "  ")).Bind<HarvestBrainOptions>().Ladder.Rungs)).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void AnyBook_WrittenOutOrAsText_IsTheSameValue() => Prop.ForAll(AnyLadder.Book, book =>
    {
        // Sides below their symbol, unless the symbol has a ladder of its own.
        var yaml = string.Concat(book.Ladders.GroupBy(one => one.Owner.Symbol).SelectMany(group => group.Any(one => one.Owner.Side is null)
            ? group.Select(one => $"    {one.Owner}:\n{Yaml(one.Ladder, "      ")}")
            : [$"    {group.Key}:\n", .. group.Select(one => $"      {one.Owner.ToString().Split(' ')[1]}:\n{Yaml(one.Ladder, "        ")}")]));
        var text = SettingsLayer.OfFlags(("environment", "HARVEST_LADDERS", book.ToString()));

        var (written, parsed) = (Ladders(Bind("harvest-brain:\n  HARVEST_LADDERS:\n" + yaml)), Ladders(new SettingsBinder(ConfigRun.LadderCatalogue, text)));

        Assert.Equal(parsed.Keys.Order(), written.Keys.Order());
        Assert.All(parsed, one => Assert.Equal(one.Value, written[one.Key]));
    }).Check(Config.QuickThrowOnFailure);

    private static Dictionary<string, IReadOnlyList<Rung>> Ladders(SettingsBinder settings) =>
        settings.Bind<HarvestBrainOptions>().Ladders!.Ladders.ToDictionary(one => one.Owner.ToString(), one => one.Ladder.Rungs);

    // By turns in braces, with the words of the stop quoted, and line by line, with the words as a mapping.
    private static string Yaml(HarvestLadder ladder, string indent) => string.Concat(ladder.Rungs.Select((rung, index) => (index % 2 == 0, rung.Then) switch
    {
        (true, null) => $"{indent}- {{at_r: {rung.AtR}, close_ratio: {rung.CloseRatio}}}\n",
        (true, var then) => $"{indent}- {{at_r: {rung.AtR}, close_ratio: {rung.CloseRatio}, then: \"{then}\"}}\n",
        (false, null) => $"{indent}- close_ratio: {rung.CloseRatio}\n{indent}  at_r: {rung.AtR}\n",
        (false, RungFollowUp.Breakeven) => $"{indent}- then: breakeven\n{indent}  close_ratio: {rung.CloseRatio}\n{indent}  at_r: {rung.AtR}\n",
        (false, var then) => $"{indent}- close_ratio: {rung.CloseRatio}\n{indent}  then:\n{indent}    {then}\n{indent}  at_r: {rung.AtR}\n",
    }));

    private static void AssertFaults(string key, string value, string[] faults)
    {
        var lines = "\n    " + value.Replace("\n", "\n    ");

        Assert.Equal(
            faults.Select(fault => fault.Split(": ", 2)).Select(fault => $"config.yaml: line {fault[0]}: harvest-brain.{fault[1]}"),
            FaultsOf($"harvest-brain:\n  {key}:{lines}"));
    }

    private static IEnumerable<string> FaultsOf(string yaml) => Bind(yaml).Faults.Select(fault => fault.ToString());

    private static SettingsBinder Bind(string yaml) => new(ConfigRun.LadderCatalogue, YamlLayer.Read("config.yaml", yaml));
}
