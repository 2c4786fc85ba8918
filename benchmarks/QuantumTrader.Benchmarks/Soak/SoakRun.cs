using System.Diagnostics;
using System.Globalization;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;

namespace QuantumTrader.Benchmarks.Soak;

/// <summary>
/// A whole system in processes of its own, on a redis-server of its own, fed with bars at many times the live rate (a bar a symbol a minute) and looked at from outside.
/// </summary>
internal static class SoakRun
{
    private const int TimesLive = 50;
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private static readonly string[] s_processes =
    [
        "market-state,position-state,risk-proposal,harvest-proposal,heat-gate", "execution,apply,governor,intent-router,harvest-brain", "harvest-exporter,safety-exporter,notifier",
    ];

    /// <param name="program">The built <c>quantum</c>.</param>
    /// <param name="sampled">Told of every look.</param>
    public static async Task<SoakReport> RunAsync(string program, TimeSpan length, int symbols, Action<SoakSample>? sampled = null)
    {
        await using var redis = await Tests.Support.RedisServer.StartAsync();
        await using var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = redis.Url, OperationTimeoutMs = 20_000 }, TimeProvider.System);
        var feed = new SoakFeed(engine, symbols);
        await feed.WriteHistoryAsync();
        var names = string.Join(',', feed.Symbols);
        string[] settings =
        [
            $"REDIS_URL={redis.Url}", $"SYMBOLS={names}", $"MARKETSTATE_SYMBOLS={names}", "APPLY_MODE=paper", "ENTRY_RULE=random", "ENTRY_RANDOM_PROBABILITY=0.02", "PAPER_BALANCE_USD=100000000",
            "GOV_MAX_EXEC_PER_HOUR=100000", "GOV_MAX_EXEC_PER_5MIN=100000", "HEAT_MIN=0.000000001", "HEAT_MAX=0.000000002", "MARKETSTATE_PUBLISH_INTERVAL=1",
            "LOG_LEVEL=error", "METRICS_PORT=0", "PORT=0",
        ];
        var processes = s_processes.Select(stages => new SoakProcess(program, stages, settings)).ToList();
        try
        {
            await UntilAsync(async () => (await engine.Bus.GetGroupsAsync(Keys.Klines.Name)).Count >= 4, "the groups of the bars", processes);
            var samples = new List<SoakSample>();
            var began = Stopwatch.StartNew();
            var sampling = SampleAsync();
            var bars = await FeedAsync(feed, symbols, length, began);
            await sampling;
            await UntilAsync(async () => await LagAsync(engine) == 0, "lag 0", processes);
            var streams = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var stream in await engine.Monitor.FindKeysAsync("quantum:stream:", ""))
                streams[stream] = await engine.Bus.GetLengthAsync(stream);
            return new SoakReport(s_processes, samples, bars, await LagAsync(engine), streams, [.. processes.SelectMany(process => process.Complaints)]);

            async Task SampleAsync()
            {
                while (began.Elapsed < length)
                {
                    var sample = new SoakSample(began.Elapsed.TotalSeconds, [.. processes.Select(process => process.ResidentBytes())], redis.ResidentBytes(), await LagAsync(engine));
                    samples.Add(sample);
                    sampled?.Invoke(sample);
                    await Task.Delay(s_between);
                }
            }
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
        }
    }

    // By the clock, one symbol after the other, so that a slow moment is made up for.
    private static async Task<long> FeedAsync(SoakFeed feed, int symbols, TimeSpan length, Stopwatch began)
    {
        var rate = symbols * TimesLive / 60.0;
        long bars = 0;
        while (began.Elapsed < length)
        {
            for (; bars < rate * began.Elapsed.TotalSeconds; bars++)
                await feed.PublishAsync((int)(bars % symbols), (int)(bars / symbols));
            await Task.Delay(5);
        }

        return bars;
    }

    private static async Task<long> LagAsync(RedisEngine engine)
    {
        long lag = 0;
        foreach (var stream in await engine.Monitor.FindKeysAsync("quantum:stream:", ""))
            lag += (await engine.Bus.GetGroupsAsync(stream)).Sum(group => group.Pending + (group.Lag ?? 0));
        return lag;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string what, IEnumerable<SoakProcess> processes)
    {
        for (var waited = Stopwatch.StartNew(); !await holds(); await Task.Delay(20))
        {
            if (waited.Elapsed > s_limit)
                throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"awaited in vain: {what}\n{string.Join('\n', processes.SelectMany(process => process.Complaints))}"));
        }
    }
}
