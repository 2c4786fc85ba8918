using System.Text.Json;
using QuantumTrader.EndToEnd.Tests.Harness;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum replay</c> on the recorded sets: whole sets run, the result is complete and repeats, symbols do not touch each other.</summary>
public sealed class ReplayTests
{
    private static readonly string[] Numbers =
    [
        "bars", "span_days", "missing_bars", "positions_opened", "proposals", "calibrated", "plans", "permits_issued", "orders", "fills", "stops_moved",
        "harvested_r", "realized_pnl", "fees", "unrealized_pnl", "max_drawdown_pct", "unprotected_seconds_max", "elapsed_ms", "bars_per_second",
    ];

    [Fact]
    public async Task AllNineSymbolsOfAMonth_AreMeasuredAndProposedFor()
    {
        var result = (await Quantum.RunAsync("replay", "--klines", Recorded.Set(Recorded.June2025), "--json")).AssertDone().Json;

        foreach (var name in Numbers)
            Assert.Equal(JsonValueKind.Number, result.GetProperty(name).ValueKind);
        Assert.Equal(298_080, Number(result, "bars"));
        string[] symbols = ["ADAUSDT", "BNBUSDT", "BTCUSDT", "DOGEUSDT", "DOTUSDT", "ETHUSDT", "LTCUSDT", "SOLUSDT", "XRPUSDT"];
        Assert.Equal(symbols, result.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetString()));
        Assert.Equal(23, Number(result, "span_days"));
        Assert.Equal(0, Number(result, "missing_bars"));
        Assert.True(Number(result, "positions_opened") > 0);
        Assert.True(Number(result, "proposals") > 0);
        Assert.Equal(0, Number(result, "unprotected_seconds_max"));
        Assert.Equal(JsonValueKind.Object, result.GetProperty("denials").ValueKind);
        Assert.Matches("^[0-9a-f]{64}$", result.GetProperty("fingerprint").GetString());

        // An entry and its stop for every position; then what its harvest does.
        Assert.True(Number(result, "plans_executed") > Number(result, "positions_opened"), $"{result}");
        Assert.True(Number(result, "orders") > Number(result, "positions_opened") * 2 + Number(result, "stops_moved"), $"{result}");
        Assert.True(Number(result, "fills") >= Number(result, "positions_opened") * 2 - symbols.Length, $"{result}");
        Assert.True(Number(result, "stops_moved") > 0, $"{result}");
        Assert.NotEqual(0, Number(result, "harvested_r"));
    }

    [Theory]
    [InlineData("spot-1h-2022-2024", 3, 3)]
    [InlineData("bybit-5m-2025-04", 5, 0)]
    public async Task RecordingsOfLongerBars_Run_AndTellTheirGaps(string set, int symbols, int missing)
    {
        var result = (await Quantum.RunAsync("replay", "--klines", Recorded.Set(set), "--json")).AssertDone().Json;

        Assert.Equal(symbols, result.GetProperty("symbols").GetArrayLength());
        Assert.Equal(missing, Number(result, "missing_bars"));
        Assert.True(Number(result, "positions_opened") > 0);
        Assert.True(Number(result, "proposals") > 0);
    }

    [Fact]
    public async Task TheSameRunTwice_PrintsTheSameFingerprintAndNumbers()
    {
        using var folder = new TempFolder();
        string[] arguments = ["replay", "--json", "--klines", .. Recorded.Cut(folder, 10_000, "BTCUSDT", "ETHUSDT")];
        var runs = await Task.WhenAll(Quantum.RunAsync(arguments), Quantum.RunAsync(arguments));

        var texts = runs.Select(run => WithoutSpeed(run.AssertDone().Json)).ToList();
        Assert.Equal(texts[0], texts[1]);
    }

    // The heat of the portfolio is shared: with orders of its own each symbol would go its own way, and the gates are not compared.
    [Fact]
    public async Task WithoutOneSymbol_TheOthersAreProposedForAlikeLineByLine()
    {
        using var folder = new TempFolder();
        var files = Recorded.Cut(folder, 4000, "BTCUSDT", "ETHUSDT", "SOLUSDT");
        await Task.WhenAll(
            RunAsync("all", files), RunAsync("without", [.. files.Where(file => !file.Contains("ETHUSDT", StringComparison.Ordinal))]));

        var all = await File.ReadAllLinesAsync(folder.File("all/decisions.jsonl"));
        var without = await File.ReadAllLinesAsync(folder.File("without/decisions.jsonl"));
        Assert.Contains(all, line => SymbolOf(line) == "ETHUSDT");
        Assert.DoesNotContain(without, line => SymbolOf(line) == "ETHUSDT");
        foreach (var symbol in (string[])["BTCUSDT", "SOLUSDT"])
        {
            var expected = ProposalsOf(symbol, all);
            Assert.True(expected.Count > 1000, $"{symbol}: {expected.Count} decisions");
            Assert.Equal(expected, ProposalsOf(symbol, without));
        }

        async Task RunAsync(string name, string[] klines) =>
            (await Quantum.RunAsync(["replay", "--json", "--set", "APPLY_MODE=dry_run", "--out", folder.File(name), "--klines", .. klines])).AssertDone();
    }

    private static double Number(JsonElement result, string name) => result.GetProperty(name).GetDouble();

    private static List<string> ProposalsOf(string symbol, string[] decisions) =>
        [.. decisions.Where(line => SymbolOf(line) == symbol && Text(line, "kind") is "risk" or "harvest" or "venue")];

    private static string? SymbolOf(string decision) => Text(decision, "symbol");

    private static string? Text(string decision, string name)
    {
        using var document = JsonDocument.Parse(decision);
        return document.RootElement.GetProperty(name).GetString();
    }

    private static string WithoutSpeed(JsonElement result) => string.Join(
        '\n', result.EnumerateObject().Where(property => property.Name is not ("elapsed_ms" or "bars_per_second")).Select(property => property.ToString()));
}
