using System.Xml.Linq;
using QuantumTrader.EndToEnd.Tests.Harness;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>The options of <c>quantum replay</c>: entry rules, entries from a file, and the files that it writes.</summary>
public sealed class ReplayOptionTests
{
    [Fact]
    public async Task RandomRule_OtherSeeds_OtherDecisions_SameSeed_SameDecisions()
    {
        using var folder = new TempFolder();
        var klines = Recorded.Cut(folder, "BTCUSDT", 2000);
        var prints = await Task.WhenAll(new[] { "1", "2", "1" }.Select(PrintAsync));

        Assert.NotEqual(prints[0], prints[1]);
        Assert.Equal(prints[0], prints[2]);

        async Task<string?> PrintAsync(string seed)
        {
            var run = await Quantum.RunAsync("replay", "--json", "--klines", klines, "--entry-rule", "random", "--seed", seed);
            return run.AssertDone().Json.GetProperty("fingerprint").GetString();
        }
    }

    [Fact]
    public async Task EntriesFile_OpensExactlyWhatItSays()
    {
        using var folder = new TempFolder();
        var klines = Recorded.Cut(folder, 600, "BTCUSDT", "ETHUSDT");

        // The stops are far away and no plan is carried out, so that nothing but the entries trades.
        using var list = new TempFolder();
        var entries = list.Write("entries.csv", """
            time,symbol,side,quantity,stop
            1748736060000,BTCUSDT,long,0.015,90000
            2025-06-01T02:00:00Z,ETHUSDT,short,0.4,3500

            """);
        var run = await Quantum.RunAsync(
            "replay", "--json", "--set", "APPLY_MODE=dry_run", "--klines", folder.Path, "--entries", entries, "--out", list.File("out"));

        Assert.Equal(2, klines.Length);
        Assert.Equal(2, run.AssertDone().Json.GetProperty("positions_opened").GetInt32());
        var fills = (await File.ReadAllLinesAsync(list.File("out/fills.csv"))).Skip(1).Select(line => line.Split(',')).ToList();
        string[][] expected = [["2025-06-01T00:01:00Z", "BTCUSDT", "BUY", "0.015"], ["2025-06-01T02:00:00Z", "ETHUSDT", "SELL", "0.4"]];
        Assert.Equal(expected, fills.Select(fill => fill[..4]));
        var decisions = await File.ReadAllTextAsync(list.File("out/decisions.jsonl"));
        Assert.Contains("\"stop_price\":\"90000.0\"", decisions, StringComparison.Ordinal);
        Assert.Contains("\"stop_price\":\"3500.0\"", decisions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_WritesFourWholeFiles_AndNothingElse()
    {
        using var folder = new TempFolder();
        var klines = Recorded.Cut(folder, 1500, "BTCUSDT", "ETHUSDT");
        var result = (await Quantum.RunAsync(["replay", "--json", "--out", folder.File("out"), "--klines", .. klines])).AssertDone().Json;

        Assert.Equal(
            ["decisions.jsonl", "equity.csv", "fills.csv", "report.html"],
            Directory.GetFiles(folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var fills = await File.ReadAllLinesAsync(folder.File("out/fills.csv"));
        Assert.Equal("time,symbol,side,quantity,price,fee,realized_pnl,order_id,client_order_id", fills[0]);
        Assert.Equal(result.GetProperty("fills").GetInt32(), fills.Length - 1);
        Assert.All(fills, line => Assert.Equal(9, line.Split(',').Length));
        var equity = await File.ReadAllLinesAsync(folder.File("out/equity.csv"));
        Assert.Equal("time,equity,unrealized_pnl,positions", equity[0]);
        Assert.Equal(26, equity.Length - 1); // 1,500 minutes from midnight: the first bar, and the 25 full hours after it
        var proposals = File.ReadLines(folder.File("out/decisions.jsonl"))
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)
            .Count(line => line.GetProperty("kind").GetString() == "harvest" && !line.TryGetProperty("withdrawn", out _));
        Assert.Equal(result.GetProperty("proposals").GetInt32(), proposals);
        AssertWellFormed(await File.ReadAllTextAsync(folder.File("out/report.html")), result.GetProperty("fingerprint").GetString()!);
    }

    [Fact]
    public async Task WithoutJson_ATableForPeople_OnePairALine()
    {
        using var folder = new TempFolder();
        var run = (await Quantum.RunAsync("replay", "--klines", Recorded.Cut(folder, "BTCUSDT", 600))).AssertDone();

        string[] names = ["bars", "symbols", "span", "positions opened", "proposals", "realised profit", "fees", "largest draw-down", "fingerprint", "speed"];
        Assert.All(names, name => Assert.Contains(run.OutputLines, line => line.StartsWith(name + "  ", StringComparison.Ordinal)));
        Assert.DoesNotContain('\u001b', run.Output);
    }

    // HTML lets void elements stand open; closed, the page has to be a tree.
    private static void AssertWellFormed(string html, string fingerprint)
    {
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        var closed = html["<!doctype html>".Length..]
            .Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">", "", StringComparison.Ordinal);
        var page = XDocument.Parse(closed).Root!;
        Assert.Equal("html", page.Name.LocalName);
        Assert.Contains(page.Descendants("code"), code => code.Value == fingerprint);
        Assert.Single(page.Descendants("polyline"));
    }
}
