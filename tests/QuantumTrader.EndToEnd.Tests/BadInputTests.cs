using System.IO.Compression;
using QuantumTrader.EndToEnd.Tests.Harness;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>Bad input: one clear line for each fault, the exit code that the contract says, and nothing half-written.</summary>
public sealed class BadInputTests
{
    private const string Header = "open_time,open,high,low,close,volume,close_time\n";
    private const string FirstBar = "1748736000000,100,101,99,100,1,1748736059999\n";

    [Fact]
    public Task Klines_MissingColumn_NamesFileAndColumn() => AssertKlinesRefusedAsync(
        "open_time,open,high,low,volume\n1748736000000,1,1,1,1\n", "line 1: column close is missing in the header");

    [Fact]
    public Task Klines_TextForAPrice_NamesLineColumnAndText() => AssertKlinesRefusedAsync(
        Header + FirstBar + "1748736060000,100,101,cheap,100,1,1748736119999\n", "line 3: column low: \"cheap\": must be a finite number above 0");

    [Fact]
    public Task Klines_TimesOutOfOrder_NamesBothTimes() => AssertKlinesRefusedAsync(
        Header + "1748736060000,100,101,99,100,1,1748736119999\n" + FirstBar,
        "line 3: column open_time: 1748736000000: must be above that of the line before, 1748736060000");

    [Fact]
    public async Task Klines_TruncatedGzip_IsToldApartFromAShortOne()
    {
        using var folder = new TempFolder();
        var whole = await File.ReadAllBytesAsync(Recorded.File(Recorded.June2025, "SOLUSDT"));
        await File.WriteAllBytesAsync(folder.File("SOLUSDT-1m.csv.gz"), whole[..20_000]);
        var run = await Quantum.RunAsync("replay", "--json", "--klines", folder.File("SOLUSDT-1m.csv.gz"), "--out", folder.File("out"), "--set", "LOG_LEVEL=error");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        var fault = Assert.Single(run.ErrorLines);
        Assert.StartsWith(folder.File("SOLUSDT-1m.csv.gz") + ": line ", fault, StringComparison.Ordinal);
        Assert.Contains("the file is damaged or cut off somewhere after this line", fault, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.File("out")));
    }

    [Fact]
    public async Task Klines_EmptyFolder_MissingPath_GlobWithoutMatch_AreNamed()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("empty"));
        (await Quantum.RunAsync("replay", "--json", "--klines", folder.File("empty"))).AssertRefused(1, $"{folder.File("empty")}: holds no *.csv and no *.csv.gz");
        (await Quantum.RunAsync("replay", "--json", "--klines", folder.File("none"))).AssertRefused(1, $"{folder.File("none")}: no such file or folder");
        (await Quantum.RunAsync("replay", "--json", "--klines", folder.File("no/*.csv"))).AssertRefused(1, $"{folder.File("no/*.csv")}: no folder {folder.File("no")}");
    }

    [Fact]
    public async Task Out_ThatCannotBeWritten_IsNamed()
    {
        using var folder = new TempFolder();
        var klines = folder.Write("BTCUSDT-1m.csv", Header + FirstBar);
        var run = await Quantum.RunAsync("replay", "--json", "--klines", klines, "--out", klines);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"--out = '{klines}': cannot be written: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time,symbol,side,quantity\n", "line 1: lacks the column stop; the first line must be time,symbol,side,quantity,stop")]
    [InlineData("time,symbol,side,quantity,stop\n1,BTCUSDT,up,1,\n", "line 2: side = 'up': must be long or short")]
    [InlineData("time,symbol,side,quantity,stop\n1,BTCUSDT,long,,\nnoon,BTCUSDT,long,,\n", "line 3: time = 'noon': must be Unix milliseconds or ISO 8601")]
    [InlineData("time,symbol,side,quantity,stop\n1,BTCUSDT,long,-2,\n", "line 2: quantity = '-2': must be a number above 0, or empty")]
    public async Task Entries_WithAFault_NameFileLineValueAndRule(string text, string fault)
    {
        using var folder = new TempFolder();
        var klines = folder.Write("BTCUSDT-1m.csv", Header + FirstBar);
        var entries = folder.Write("entries.csv", text);
        var run = await Quantum.RunAsync("replay", "--json", "--klines", klines, "--entries", entries, "--out", folder.File("out"));

        run.AssertRefused(1, $"{entries}: {fault}");
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Theory]
    [InlineData("run", "all", "--config")]
    [InlineData("demo", "--config")]
    [InlineData("config", "check")]
    public async Task Yaml_UnknownKeyWrongTypeOutOfRange_AreReportedAtOnce(params string[] command)
    {
        using var folder = new TempFolder();
        var file = folder.Write("quantum.yaml", "HARVEST_PREFXI: a\nPUBLISH_INTERVAL_SEC: soon\nPAPER_LEVERAGE: 500\n");

        (await Quantum.RunAsync([.. command, file])).AssertRefused(
            2,
            $"{file}: line 1: HARVEST_PREFXI = 'a': is not a known setting; did you mean HARVEST_PREFIX?",
            $"{file}: line 2: PUBLISH_INTERVAL_SEC = 'soon': must be a number from 0.1 to 3600 (seconds)",
            $"{file}: line 3: PAPER_LEVERAGE = '500': must be a whole number from 1 to 125 (times)");
    }

    // A row: the ladder in the environment, another setting or none, then the faults.
    [Theory]
    [InlineData("0.5:0.6,1.0:0.6", "", "environment: HARVEST_LADDER sum of close_ratio = '1.2': must be at most 1: no more than the position can be closed")]
    [InlineData("abc:0.5", "", "environment: HARVEST_LADDER rung 1 at_r = 'abc': must be a finite number")]
    [InlineData("0.5:0.6,0.4:0.6,abc:0.5", "PAPER_LEVERAGE",
        "environment: HARVEST_LADDER rung 2 at_r = '0.4': must be above the trigger before it, 0.5",
        "environment: HARVEST_LADDER rung 3 at_r = 'abc': must be a finite number",
        "environment: HARVEST_LADDER sum of close_ratio = '1.7': must be at most 1: no more than the position can be closed",
        "environment: PAPER_LEVERAGE = 'much': must be a whole number from 1 to 125 (times)")]
    public async Task Ladder_ThatIsWrong_IsOneLineForEachFault(string ladder, string other, params string[] faults)
    {
        (string, string)[] environment = [("HARVEST_LADDER", ladder), .. other.Length == 0 ? Array.Empty<(string, string)>() : [(other, "much")]];

        (await Quantum.RunAsync(Quantum.Program, ["config", "check"], environment: environment)).AssertRefused(2, faults);
        (await Quantum.RunAsync(Quantum.Program, ["run", "all"], environment: environment)).AssertRefused(2, faults);
    }

    [Fact]
    public async Task Ladder_InAFile_NamesTheLineOfEachFault()
    {
        using var folder = new TempFolder();
        var file = folder.Write(
            "quantum.yaml",
            """
            PAPER_LEVERAGE: 500
            harvest-brain:
              HARVEST_LADDER:
                - {at_r: 0.5, close_ratio: 0.6, then: breakeven}
                - at_r: 1.0
                  close_ration: 0.6
              HARVEST_LADDERS:
                BTCUSDT:
                  short: 0.5:0.6,1.0:0.6
            """);

        (await Quantum.RunAsync("config", "check", file)).AssertRefused(
            2,
            $"{file}: line 1: PAPER_LEVERAGE = '500': must be a whole number from 1 to 125 (times)",
            $"{file}: line 5: harvest-brain.HARVEST_LADDER rung 2 close_ratio: is missing",
            $"{file}: line 6: harvest-brain.HARVEST_LADDER rung 2 close_ration = '0.6': is not a field of a rung; did you mean close_ratio?",
            $"{file}: line 9: harvest-brain.HARVEST_LADDERS BTCUSDT short sum of close_ratio = '1.2': must be at most 1: no more than the position can be closed");
    }

    // A row: the fault, then the command line.
    [Theory]
    [InlineData("STAGES: 'fed' is not a stage; known: all, feed, execution, market-state, position-state, risk-proposal, harvest-proposal, heat-gate, apply, governor, harvest-brain, intent-router, harvest-exporter, safety-exporter, notifier", "run", "fed,execution")]
    [InlineData("STAGES is empty; known: all, feed, execution, market-state, position-state, risk-proposal, harvest-proposal, heat-gate, apply, governor, harvest-brain, intent-router, harvest-exporter, safety-exporter, notifier", "run", "")]
    [InlineData("quantum run: STAGES is missing; see quantum run --help", "run")]
    [InlineData("quantum run: 'more' is not expected here; see quantum run --help", "run", "all", "more")]
    [InlineData("quantum: 'frobnicate' is not a command; known: demo, run, replay, calc, open, bench, rearm, explain, status, positions, permits, kill, safe-mode, proof, notify, config; see quantum --help", "frobnicate")]
    [InlineData("quantum config: a command is needed: check, show, schema; see quantum config --help", "config")]
    [InlineData("quantum open: '--prize' is not an option; known: --stop, --redis, --data-dir, --config, --set; see quantum open --help", "open", "BTCUSDT", "long", "1", "--prize")]
    [InlineData("quantum replay: --klines is missing; see quantum replay --help", "replay")]
    [InlineData("quantum replay: --klines needs a value; see quantum replay --help", "replay", "--klines")]
    [InlineData("quantum replay: --seed = 'x': must be a whole number; see quantum replay --help", "replay", "--klines", "a", "--seed", "x")]
    [InlineData("quantum demo: --speed = 'fast': must be a number; see quantum demo --help", "demo", "--speed", "fast")]
    [InlineData("--speed = 0: must be above 0 and at most 100000", "demo", "--speed", "0")]
    [InlineData("--for = '5x': must be a number with s, m or h, such as 30s", "demo", "--for", "5x")]
    [InlineData("--exchange: 'mtgox' is not a venue of this build; known: paper", "run", "all", "--exchange", "mtgox")]
    [InlineData("--feed: 'tape' is not a feed of this build; known: sim, klines PATH...", "run", "all", "--feed", "tape")]
    [InlineData("feed.FEED_KLINES: is required when FEED is klines", "run", "all", "--feed", "klines")]
    [InlineData("--redis: REDIS_URL = 'http://a': must be a Redis URL: redis://[:password@]host[:port][,host[:port]...][/db] is required, or rediss:// for TLS", "run", "all", "--redis", "http://a")]
    [InlineData("--set: ENTRY_RULE: must be KEY=VALUE or SECTION.KEY=VALUE", "run", "all", "--set", "ENTRY_RULE")]
    [InlineData("none.yaml: cannot be read: there is no such file", "run", "all", "--config", "none.yaml")]
    [InlineData("SIDE = 'up': must be long or short", "open", "BTCUSDT", "up", "1", "--redis", "redis://127.0.0.1")]
    [InlineData("QTY = '-1': must be a number above 0", "open", "BTCUSDT", "long", "-1", "--redis", "redis://127.0.0.1")]
    [InlineData("--stop = 'low': must be a number above 0", "open", "BTCUSDT", "long", "1", "--stop", "low", "--redis", "redis://127.0.0.1")]
    [InlineData("SYMBOL = 'BTC,ETH': must be one symbol such as BTCUSDT", "open", "BTC,ETH", "long", "1", "--redis", "redis://127.0.0.1")]
    [InlineData("open: --redis URL or --data-dir DIR is needed, to find the system", "open", "BTCUSDT", "long", "1")]
    public async Task CommandLine_WithAFault_IsRefusedInOneLine(string fault, params string[] arguments) =>
        (await Quantum.RunAsync(arguments)).AssertRefused(2, fault);

    private static async Task AssertKlinesRefusedAsync(string text, string fault)
    {
        using var folder = new TempFolder();
        var file = folder.Write("BTCUSDT-1m.csv", text);
        var run = await Quantum.RunAsync("replay", "--json", "--klines", file, "--out", folder.File("out"));

        run.AssertRefused(1, $"{file}: {fault}");
        Assert.True(!Directory.Exists(folder.File("out")) || Directory.GetFiles(folder.File("out")).Length == 0);

        await using var compressed = File.Create(folder.File("ETHUSDT-1m.csv.gz"));
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            await gzip.WriteAsync(System.Text.Encoding.ASCII.GetBytes(text));
        (await Quantum.RunAsync("run", "all", "--feed", "klines", folder.File("ETHUSDT-1m.csv.gz"), "--set", "LOG_LEVEL=error"))
            .AssertRefused(1, $"{folder.File("ETHUSDT-1m.csv.gz")}: {fault}");
    }
}
