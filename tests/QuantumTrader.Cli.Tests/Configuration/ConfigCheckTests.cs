namespace QuantumTrader.Cli.Tests.Configuration;

public sealed class ConfigCheckTests
{
    [Fact]
    public void NothingGiven_IsValid()
    {
        var run = ConfigRun.Of(["check"]);

        Assert.Equal(new ConfigRun(0, "configuration is valid: 9 settings\n", ""), run);
    }

    [Fact]
    public void ValidFile_SaysHowManySettingsComeFromWhere()
    {
        using var file = new TemporaryFile("SYMBOLS: [AAUSDT, BBUSDT]\nshop:\n  INTERVAL_SEC: 5\n");

        var run = ConfigRun.Of(["check", file.Path, "--set", "NOTE=x", "--set", "RATE=0.1"], ("LEVEL", "debug"), ("PATH", "/bin"));

        Assert.Equal(new ConfigRun(0, $"configuration is valid: 9 settings, 3 from {file.Path}, 2 from --set, 1 from environment\n", ""), run);
    }

    [Fact]
    public void UnknownKeyWrongTypeAndValueOutOfRange_AreAllReportedAndTheExitCodeIsTwo()
    {
        using var file = new TemporaryFile("INTERVAL: 5\nshop:\n  INTERVAL_SEC: abc\nRATE: 2\n");

        var run = ConfigRun.Of(["check", file.Path]);

        Assert.Equal((2, ""), (run.ExitCode, run.Results));
        Assert.Equal(
            [
                $"{file.Path}: line 1: INTERVAL = '5': is not a known setting",
                $"{file.Path}: line 3: shop.INTERVAL_SEC = 'abc': must be a number from 0.1 to 3600 (seconds)",
                $"{file.Path}: line 4: RATE = '2': must be a number above 0 and not above 1 (fraction)",
            ],
            run.FaultLines);
    }

    [Fact]
    public void FaultsOfEverySource_AreReportedTogether()
    {
        using var file = new TemporaryFile("OPEN: maybe\nRATE: \"open\n");

        var run = ConfigRun.Of(["check", file.Path, "--set", "shop.RATE=1", "--set", "NOTE"], ("LEVEL", "loud"));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            ["--set: shop.RATE = '1': is not a setting of shop, but of night-bank", "--set: NOTE: must be KEY=VALUE or SECTION.KEY=VALUE"],
            run.FaultLines.Where(line => line.StartsWith("--set")).OrderDescending());
        Assert.Contains("environment: LEVEL = 'loud': must be one of trace, debug, info, warn, error", run.FaultLines);
        Assert.Contains($"{file.Path}: line 1: OPEN = 'maybe': must be true or false (or 1 or 0)", run.FaultLines);
        Assert.Contains(run.FaultLines, line => line.StartsWith($"{file.Path}: line 2: is not valid YAML"));
        Assert.Equal(5, run.FaultLines.Length);
    }

    [Fact]
    public void MissingFile_ExitsWithTwo()
    {
        var run = ConfigRun.Of(["check", "no-such-file.yaml"]);

        Assert.Equal(new ConfigRun(2, "", "no-such-file.yaml: cannot be read: there is no such file\n"), run);
    }

    [Fact]
    public void Json_OfAValidConfiguration_CountsSettingsByOrigin()
    {
        var json = ConfigRun.Of(["check", "--json", "--set", "NOTE=x"]).Json;

        Assert.True((bool)json["valid"]!);
        Assert.Equal((9, 1, 8), ((int)json["settings"]!, (int)json["settings_by_origin"]!["--set"]!, (int)json["settings_by_origin"]!["default"]!));
        Assert.Empty(json["faults"]!.AsArray());
    }

    [Fact]
    public void Json_OfAWrongConfiguration_HasEveryPartOfAFault()
    {
        using var file = new TemporaryFile("\nRATE: 2\n");

        var run = ConfigRun.Of(["check", file.Path, "--json"]);

        var fault = Assert.Single(run.Json["faults"]!.AsArray())!;
        Assert.Equal((2, false), (run.ExitCode, (bool)run.Json["valid"]!));
        Assert.Equal((file.Path, 2, "RATE", "2"), ((string)fault["origin"]!, (int)fault["line"]!, (string)fault["key"]!, (string)fault["value"]!));
        Assert.Equal("must be a number above 0 and not above 1 (fraction)", (string)fault["rule"]!);
        Assert.Equal(Assert.Single(run.FaultLines), (string)fault["message"]!);
    }
}
