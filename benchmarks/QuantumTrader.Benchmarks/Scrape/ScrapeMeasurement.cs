using System.Diagnostics;
using System.Globalization;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Benchmarks.Scrape;

/// <summary>
/// What a scrape costs: each exporter in a process of its own, and the whole system in one, on a redis-server of the measurement's own. Prints a table: bytes of an answer, the median and
/// the 99th percentile of the time of one on a connection that is kept, and the memory that is resident afterwards.
/// </summary>
internal static class ScrapeMeasurement
{
    private const int Scrapes = 2000;

    // Until the runtime has compiled what is called often for the last time.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(20);

    public static async Task RunAsync()
    {
        Console.WriteLine("| process | symbols | bytes | median ms | 99 % ms | resident MB |\n|---|---|---|---|---|---|");
        foreach (var symbols in (int[])[3, 1000])
        {
            await MeasureAsync("harvest-exporter", symbols);
            await MeasureAsync("safety-exporter", symbols);
        }

        await MeasureAsync("all", 3);
    }

    private static async Task MeasureAsync(string stages, int symbols)
    {
        await using var redis = await RedisServer.StartAsync();
        var names = symbols == 3 ? ["BTCUSDT", "ETHUSDT", "SOLUSDT"] : Enumerable.Range(0, symbols).Select(i => $"S{i:D4}USDT").ToArray();
        await FillAsync(redis.Url, names);
        var port = RedisServer.FreePort();
        var program = Process.Start(new ProcessStartInfo(Path.Combine(SourceRoot.Path, "quantum"), ["run", stages, "--redis", redis.Url, "--set", "LOG_LEVEL=error"])
        {
            UseShellExecute = false,
            Environment = { ["SYMBOLS"] = string.Join(',', names), ["METRICS_PORT"] = $"{port}", ["PORT"] = "0", ["METRICS_STAGE_PORTS"] = StagePorts(stages) },
        })!;
        try
        {
            await Task.Delay(s_settle);
            using var client = new KeptAliveClient(port);
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < s_warmUp;)
                client.Get();
            var times = new double[Scrapes];
            var bytes = 0;
            for (var i = 0; i < Scrapes; i++)
            {
                var started = Stopwatch.GetTimestamp();
                bytes = client.Get();
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }

            Array.Sort(times);
            program.Refresh();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {stages} | {symbols} | {bytes} | {times[Scrapes / 2]:F2} | {times[Scrapes * 99 / 100]:F2} | {program.WorkingSet64 / 1e6:F0} |"));
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    // Only the port of all together is measured; the documented ones may be in use.
    private static string StagePorts(string stages) => stages == "all"
        ? string.Join(',', StageNames.All.Select(stage => stage + ":0"))
        : "";

    /// <summary>A proposal and its calibrated form for every symbol, and a count of intents.</summary>
    private static async Task FillAsync(string url, string[] symbols)
    {
        await using var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = url }, TimeProvider.System);
        for (var i = 0; i < symbols.Length; i++)
        {
            await engine.Store.SetAsync(new HashKey<Fields>(Keys.HarvestProposalPrefix + symbols[i]), new Fields(i, "harvest_action", HarvestAction.Partial50), null);
            await engine.Store.SetAsync(new HashKey<Fields>(Keys.CalibratedState(symbols[i]).Name), new Fields(i, "calibrated_action", HarvestAction.Partial25), null);
        }
    }

    private sealed record Fields(int Number, string ActionField, HarvestAction Action) : IWireRecord<Fields>
    {
        public static Fields Read(WireReader reader) => throw new NotSupportedException("only written");

        public void Write(WireWriter writer) => writer
            .Number("kill_score", 0.5 + (Number / 4321.0)).Number("k_regime_flip", 1.0).Number("k_sigma_spike", Number / 1234.0).Number("k_ts_drop", Number / 7654.0)
            .Number("k_age_penalty", Number / 9876.0).Number("R_net", Number / 77.0).Number("new_sl_proposed", 100 + (Number / 3.0))
            .Integer("last_update_epoch", 1_769_126_580 + Number).Text(ActionField, Action.ToWire());
    }
}
