using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Tests.Configuration;

public sealed class ConfigShowTests
{
    [Fact]
    public void Show_WritesEverySettingWithValueUnitAndOrigin()
    {
        using var file = new TemporaryFile("shop:\n  INTERVAL_SEC: 5\n  API_SECRET: hunter2\n");

        var run = ConfigRun.Of(["show", "--config", file.Path, "--set", "NOTE=[red]"], ("OPEN", "0"));

        Assert.Equal((0, ""), (run.ExitCode, run.Faults));
        Assert.Equal(
            $"""
              setting       value   unit      from

            shop: sells things
              SYMBOLS       AAUSDT            default
              INTERVAL_SEC  5       s         {file.Path}: line 2
              NOTE          [red]             --set
              API_SECRET    ***               {file.Path}: line 3

            night-bank: keeps money
              INTERVAL_SEC  30      s         default
              SYMBOLS       AAUSDT            default
              RATE          0.05    fraction  default
              LEVEL         info              default
              OPEN          false             environment

            """,
            run.Results);
    }

    [Fact]
    public void Show_OfOneSection_HasNoOther()
    {
        var run = ConfigRun.Of(["show", "--section", "night-bank"]);

        Assert.Contains("night-bank: keeps money", run.Results);
        Assert.DoesNotContain("shop", run.Results);
        Assert.Contains("  NOTE          -  ", ConfigRun.Of(["show", "--section", "shop"]).Results);
    }

    [Fact]
    public void Show_OfAnUnknownSection_ExitsWithTwo() =>
        Assert.Equal(
            new ConfigRun(2, "", "--section = 'bank': must be one of shop, night-bank\n"),
            ConfigRun.Of(["show", "--section", "bank"]));

    [Fact]
    public void Show_WithFaults_WritesOnlyThemAndExitsWithTwo() =>
        Assert.Equal(
            new ConfigRun(2, "", "--set: OPEN = 'x': must be true or false (or 1 or 0)\n"),
            ConfigRun.Of(["show", "--set", "OPEN=x"]));

    [Fact]
    public void Json_HasNativeValuesAndMaskedSecrets()
    {
        var run = ConfigRun.Of(["show", "--json", "--set", "API_SECRET=hunter2", "--set", "SYMBOLS=AA,BB"]);

        var (shop, bank) = (run.Json["sections"]![0]!, run.Json["sections"]![1]!);
        Assert.Equal(("shop", "sells things"), ((string)shop["section"]!, (string)shop["about"]!));
        Assert.Equal("""["AA","BB"]""", shop["settings"]![0]!["value"]!.ToJsonString());
        Assert.Equal("10", shop["settings"]![1]!["value"]!.ToJsonString());
        Assert.Equal("s", (string)shop["settings"]![1]!["unit"]!);
        Assert.Null(shop["settings"]![2]!["value"]);
        Assert.Equal(("***", "--set"), ((string)shop["settings"]![3]!["value"]!, (string)shop["settings"]![3]!["origin"]!));
        Assert.Equal("0.05", bank["settings"]![2]!["value"]!.ToJsonString());
        Assert.Equal("true", bank["settings"]![4]!["value"]!.ToJsonString());
        Assert.DoesNotContain("hunter2", run.Results);
    }

    [Fact]
    public void Terminal_GetsATableAndBracketsInValuesStayText()
    {
        using var results = new StringWriter();
        var output = new CommandOutput(results, TextWriter.Null, IsTerminal: true);
        var sources = new SettingsSources(null, ["NOTE=[red]x", "API_SECRET=hunter2"], new Dictionary<string, string>());

        Assert.Equal(0, ConfigShow.Run(ConfigRun.Catalogue, sources, "shop", output, json: false));

        var table = results.ToString();
        Assert.Contains("sells things", table);
        Assert.Contains("[red]x", table);
        Assert.Contains(SecretMask.Hidden, table);
        Assert.DoesNotContain("hunter2", table);
    }
}
