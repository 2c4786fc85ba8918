using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.HarvestBrain;

namespace QuantumTrader.Cli.Tests.Configuration;

public sealed class LadderCheckTests
{
    private const string Unit = "Ladders. 1 R is what the position stands to lose between its entry and the stop it was opened with.";

    [Fact]
    public void Check_OfOneLadder_ExplainsItForAllSymbols() => AssertExplained(
        $"""
        configuration is valid: 22 settings

        {Unit}

        all symbols  0.5:0.25,1.0:0.25,1.5:0.25
                     At 0.5 R close 25 % of the original quantity; 75 % is left.
                     At 1 R close 25 % of the original quantity; 50 % is left.
                     At 1.5 R close 25 % of the original quantity; 25 % is left.
                     The 25 % that is left stays open until the stop ends it.

        """,
        Check([]));

    [Fact]
    public void Check_OfSeveralLadders_ExplainsEach() => AssertExplained(
        $"""
        configuration is valid: 22 settings, 2 from --set

        {Unit}

        all others     0.5:0.25[breakeven]
                       At 0.5 R close 25 % of the original quantity, then move the stop to the entry price;
                       75 % is left.
                       The 75 % that is left stays open until the stop ends it.

        BTCUSDT        1:1
                       At 1 R close 100 % of the original quantity; nothing is left.

        ETHUSDT short  1:0.5[lock_r: 0.5]
                       At 1 R close 50 % of the original quantity, then move the stop to where 0.5 R of
                       profit is kept; 50 % is left.
                       The 50 % that is left stays open until the stop ends it.

        """,
        Check(["--set", "HARVEST_LADDER=0.5:0.25[breakeven]", "--set", "HARVEST_LADDERS=BTCUSDT=1:1;ETHUSDT short=1:0.5[lock_r: 0.5]"]));

    [Fact]
    public void Terminal_SeesTheSameWords()
    {
        using var results = new StringWriter();
        var sources = new SettingsSources(null, ["HARVEST_LADDER=1:1[breakeven]"], new Dictionary<string, string>());

        Assert.Equal(0, ConfigCheck.Run(ConfigRun.LadderCatalogue, sources, new CommandOutput(results, TextWriter.Null, IsTerminal: true), json: false));

        Assert.Contains("1:1[breakeven]", results.ToString());
        Assert.Contains("nothing is left.", results.ToString());
    }

    [Fact]
    public void Json_HasEveryLadderWithItsOwnerAndItsWords()
    {
        var ladders = Check(["--json", "--set", "HARVEST_LADDER=1:1", "--set", "HARVEST_LADDERS=BTCUSDT=2:1;ETHUSDT short=3:1[breakeven]"]).Json["ladders"]!.AsArray();

        Assert.Equal(
            [
                """{"symbol":null,"side":null,"ladder":"1:1","explanation":"At 1 R close 100 % of the original quantity; nothing is left."}""",
                """{"symbol":"BTCUSDT","side":null,"ladder":"2:1","explanation":"At 2 R close 100 % of the original quantity; nothing is left."}""",
                """{"symbol":"ETHUSDT","side":"short","ladder":"3:1[breakeven]","explanation":"At 3 R close 100 % of the original quantity, then move the stop to the entry price; nothing is left."}""",
            ],
            ladders.Select(ladder => ladder!.ToJsonString()));
    }

    [Fact]
    public void WrongLadders_AreReportedWithTheOtherFaultsAndNotExplained()
    {
        using var file = new TemporaryFile("harvest-brain:\n  HARVEST_LADDERS:\n    BTCUSDT:\n      - {at_r: 1, close_ratio: 2}\nINTERVAL_SEC: abc\n");

        var run = ConfigRun.Of(ConfigRun.LadderCatalogue, ["check", file.Path], ("HARVEST_LADDER", "0.5:0.6,1.0:0.6"));

        Assert.Equal((2, ""), (run.ExitCode, run.Results));
        Assert.Equal(
            [
                "environment: HARVEST_LADDER sum of close_ratio = '1.2': must be at most 1: no more than the position can be closed",
                $"{file.Path}: line 4: harvest-brain.HARVEST_LADDERS BTCUSDT rung 1 close_ratio = '2': must be above 0 and at most 1 (share of the original quantity)",
                $"{file.Path}: line 5: INTERVAL_SEC = 'abc': must be a number from 0.1 to 3600 (seconds)",
            ],
            run.FaultLines);
    }

    [Fact]
    public void Json_OfAWrongLadder_NamesThePart()
    {
        var run = Check(["--json", "--set", "HARVEST_LADDER=1:1,2:x"]);

        var fault = Assert.Single(run.Json["faults"]!.AsArray())!;
        Assert.Equal(("HARVEST_LADDER", "rung 2 close_ratio", "x"), ((string)fault["key"]!, (string)fault["part"]!, (string)fault["value"]!));
        Assert.Null(run.Json["ladders"]);
    }

    // What is shown can be given back, as text and as a file: JSON is YAML.
    [Fact]
    public void Show_PrintsWhatReadsBackToTheSame()
    {
        string[] given = ["HARVEST_LADDER=0.5:0.25[lock_r: 0.25],1.0:0.25[trail: atr x 2]", "HARVEST_LADDERS=BTCUSDT=1:0.5[breakeven];ETHUSDT=3:1;ETHUSDT long=2:0.5"];
        var shown = ConfigRun.Of(ConfigRun.LadderCatalogue, ["show", "--section", "harvest-brain", "--set", given[0], "--set", given[1]]);
        var settings = ConfigRun.Of(ConfigRun.LadderCatalogue, ["show", "--json", "--section", "harvest-brain", "--set", given[0], "--set", given[1]]).Json["sections"]![0]!["settings"]!.AsArray();
        string Json(string key) => settings.Single(setting => (string)setting!["key"]! == key)!["value"]!.ToJsonString();
        var yaml = $"harvest-brain: {{HARVEST_LADDER: {Json("HARVEST_LADDER")}, HARVEST_LADDERS: {Json("HARVEST_LADDERS")}}}";

        Assert.All(given, assignment => Assert.Contains("  " + assignment.Split('=', 2)[1] + "  ", shown.Results));
        var options = new SettingsSources(null, [], new Dictionary<string, string>()) { Flags = YamlLayer.Read("shown.json", yaml) }.Bind(ConfigRun.LadderCatalogue).Bind<HarvestBrainOptions>();
        Assert.Equal((given[0], given[1]), ($"HARVEST_LADDER={options.Ladder}", $"HARVEST_LADDERS={options.Ladders}"));
    }

    private static void AssertExplained(string results, ConfigRun run)
    {
        Assert.Equal(results, run.Results);
        Assert.Equal((0, ""), (run.ExitCode, run.Faults));
    }

    private static ConfigRun Check(string[] arguments) => ConfigRun.Of(ConfigRun.LadderCatalogue, ["check", .. arguments]);
}
