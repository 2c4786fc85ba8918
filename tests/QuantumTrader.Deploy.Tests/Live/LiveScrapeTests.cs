using QuantumTrader.Deploy.Tests.Grafana;

namespace QuantumTrader.Deploy.Tests.Live;

/// <summary>Metrics, rules and boards together, on the real servers: what is deployed is scraped from a running system, and everything that asks gets an answer.</summary>
public sealed class LiveScrapeTests(ITestOutputHelper output)
{
    private const int Targets = 14;
    private const int WindowSec = 10;
    private const int Windows = 30;

    // Names that the contract fixes against the conventions.
    private static readonly string[] NamesOfTheContract =
    [
        "p26_bucket non-histogram metrics should not have \"_bucket\" suffix", "p26_stream_lag_ms metric names should not contain abbreviated units",
        "permit_wait_ms metric names should not contain abbreviated units", "quantum_execution_latency_ms metric names should not contain abbreviated units",
    ];

    // Those of the embedded engine's journal; a system on Redis has none.
    private const string JournalMetrics = "quantum_journal_";

    [Fact]
    public async Task WhatIsDeployed_WorksTogether()
    {
        await using var system = await MonitoredSystem.StartAsync();
        await using var prometheus = LivePrometheus.Start(system, RedisServer.FreePort());
        await Patience.UntilAsync(() => prometheus.NotUpAsync(Targets), [prometheus.Process, .. system.Processes]);
        await Patience.UntilAsync(
            async () => await prometheus.ValueAsync("sum(quantum_stage_running)") == Targets ? null : "every stage runs", [prometheus.Process, .. system.Processes]);
        await StirAsync(system);

        var missing = MetricTable.All.Where(metric => !metric.Key.StartsWith(JournalMetrics, StringComparison.Ordinal))
            .Select(metric => metric.Value.Type == "histogram" ? metric.Key + "_bucket" : metric.Key).ToList();
        await Patience.UntilAsync(
            async () =>
            {
                var seen = (await prometheus.QueryAsync("count by (__name__) ({__name__!=\"\"})")).Select(series => series.GetProperty("metric").GetProperty("__name__").GetString()!);
                missing = [.. missing.Except(seen)];
                return missing.Count == 0 ? null : $"a series of {string.Join(", ", missing)}";
            },
            [prometheus.Process, .. system.Processes]);

        await AssertRulesAsync(prometheus);
        await AssertBoardsAsync(prometheus);
        await AssertTextsAsync(system);
    }

    /// <summary>Redis has no journal; the embedded engine's is shown by every process that has one.</summary>
    [Fact]
    public async Task JournalOfTheEmbeddedEngine_IsShown()
    {
        using var folder = new TempFolder();
        var port = RedisServer.FreePort();
        await using var process = new LiveProcess(
            MonitoredSystem.Program, ["run", "market-state", "--data-dir", Path.Combine(folder.Folder, "data")], ("METRICS_PORT", $"{port}"));
        using var client = new HttpClient();
        var expected = MetricTable.All.Keys.Where(name => name.StartsWith(JournalMetrics, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(expected);

        await Patience.UntilAsync(
            async () =>
            {
                try
                {
                    var text = await client.GetStringAsync($"http://127.0.0.1:{port}/metrics");
                    return expected.All(name => text.Contains($"\n{name} ", StringComparison.Ordinal)) ? null : $"a series of each of {string.Join(", ", expected)}";
                }
                catch (HttpRequestException)
                {
                    return "the process answers";
                }
            },
            process);
    }

    /// <summary>Leads the system into the states in which every metric has a series: a position, a fault, a refusal, a limit of Redis, a proposal with a stop.</summary>
    private static async Task StirAsync(MonitoredSystem system)
    {
        foreach (var symbol in (string[])["BTCUSDT", "ETHUSDT", "SOLUSDT"])
            await system.OpenAsync(symbol);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await system.RedisCliAsync($"XADD quantum:stream:safety.fault * timestamp {now} reason GLOBAL_RATE_EXCEEDED symbol BTCUSDT side BUY");
        await system.RedisCliAsync("XADD quantum:stream:trade.intent * payload none");
        await system.RedisCliAsync("CONFIG SET maxmemory 512mb");

        // A position that only HarvestBrain hears of, and a price at which the ladder has something to suggest.
        await system.RedisCliAsync(
            $"XADD quantum:stream:execution.result * symbol {MonitoredSystem.SymbolOfOthers} side BUY qty 1000 price 0.5 stop_loss 0.4 status FILLED timestamp {now}");
        await system.RedisCliAsync($"XADD quantum:stream:execution.result * symbol {MonitoredSystem.SymbolOfOthers} price 0.62 status PRICE_UPDATE timestamp {now}");

        // The windows of the next minutes: a count lives no longer than its window.
        for (var bucket = now / WindowSec; bucket < (now / WindowSec) + Windows; bucket++)
            await system.RedisCliAsync($"SET quantum:safety:rate:symbol:BTCUSDT:{bucket} 3 EX 600");
        await system.RedisCliAsync(
            $"HSET quantum:harvest:proposal:{MonitoredSystem.SymbolOfOthers} harvest_action PARTIAL_25 new_sl_proposed 0.5 kill_score 0.51 R_net 2.5 k_regime_flip 0 k_sigma_spike 0 "
            + $"k_ts_drop 0 k_age_penalty 0 last_update_epoch {now}");
    }

    private async Task AssertRulesAsync(LivePrometheus prometheus)
    {
        await Patience.UntilAsync(
            async () => (await prometheus.RulesAsync()).FirstOrDefault(rule => rule.Rule.GetProperty("health").GetString() == "unknown") is { Group: { } group } ? $"group {group} is evaluated" : null,
            prometheus.Process);
        var rules = await prometheus.RulesAsync();
        Assert.All(rules, rule => Assert.True(rule.Rule.GetProperty("health").GetString() == "ok", $"{rule}"));
        Assert.Equal(
            Prometheus.RuleFiles.All.Select(rule => rule.ToString()).Order(StringComparer.Ordinal),
            rules.Select(rule => rule.Rule.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        await AssertAnswersAsync(prometheus, Prometheus.RuleFiles.Records.Keys.Select(record => (record, record)));
        output.WriteLine($"{rules.Count} rules are evaluated without an error, each of {Prometheus.RuleFiles.Records.Count} recording rules has series");
    }

    private async Task AssertBoardsAsync(LivePrometheus prometheus)
    {
        var asked = BoardFile.All.SelectMany(board => board.Expressions)
            .Where(one => !one.Expression.Contains(JournalMetrics, StringComparison.Ordinal)).ToList();
        await AssertAnswersAsync(prometheus, asked.Select(one => (one.Place, Promtool.Fill(OfAnySymbol(one.Expression)))));
        output.WriteLine($"{asked.Count} expressions of {BoardFile.All.Count} boards have an answer");
    }

    // A proposed stop has one symbol, a position another.
    private static string OfAnySymbol(string expression) =>
        expression.Replace("=\"$symbol\"", "=~\".+\"", StringComparison.Ordinal).Replace("=~\"$symbol\"", "=~\".+\"", StringComparison.Ordinal);

    // Rates need two scrapes; some series come with the first minute.
    private static Task AssertAnswersAsync(LivePrometheus prometheus, IEnumerable<(string Place, string Expression)> asked)
    {
        var unanswered = asked.ToList();
        return Patience.UntilAsync(
            async () =>
            {
                var still = new List<(string Place, string Expression)>();
                foreach (var one in unanswered)
                {
                    if ((await prometheus.QueryAsync(one.Expression)).Count == 0)
                        still.Add(one);
                }

                unanswered = still;
                return still.Count == 0 ? null : "an answer to\n" + string.Join('\n', still.Select(one => $"{one.Place}: {one.Expression}"));
            },
            prometheus.Process);
    }

    private static async Task AssertTextsAsync(MonitoredSystem system)
    {
        using var client = new HttpClient();
        using var folder = new TempFolder();
        foreach (var port in system.Ports.Values.Append(system.TogetherPort))
        {
            var path = folder.Write($"{port}.txt", await client.GetStringAsync($"http://127.0.0.1:{port}/metrics"));
            var checkedText = await Tool.RunAsync("sh", "-c", $"promtool check metrics < {path} 2>&1");
            Assert.Empty(checkedText.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Except(NamesOfTheContract));
        }
    }
}
