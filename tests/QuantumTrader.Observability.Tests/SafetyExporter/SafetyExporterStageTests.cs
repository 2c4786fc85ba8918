using System.Globalization;
using QuantumTrader.Messaging;
using QuantumTrader.Observability.SafetyExporter;

namespace QuantumTrader.Observability.Tests.SafetyExporter;

public sealed class SafetyExporterStageTests
{
    private const string Faults = "quantum:stream:safety.fault";

    // The sixteen metrics of the contract that exist whatever the state is; the others need a fault or a count.
    private static readonly string[] Always =
    [
        "quantum_safety_safe_mode", "quantum_safety_safe_mode_ttl_seconds", "quantum_safety_fault_stream_length", "quantum_safety_faults_last_1h",
        "quantum_trade_intent_stream_length", "quantum_safety_rate_global_current_window", "quantum_safety_redis_up", "quantum_safety_redis_last_error_timestamp",
        "quantum_safety_exporter_scrapes_total", "quantum_safety_exporter_errors_total",
    ];

    [Fact]
    public async Task EmptyRedis_ShowsWhatIsKnown_AndNothingElse()
    {
        await using var bench = await ExporterBench.StartAsync();
        await SampleAsync(bench, NewStage(bench));

        Assert.All(Always, name => Assert.NotNull(bench.Value(name)));
        Assert.Equal(("0.0", "-1.0", "1.0"), (bench.Value("quantum_safety_safe_mode"), bench.Value("quantum_safety_safe_mode_ttl_seconds"), bench.Value("quantum_safety_redis_up")));
        Assert.Single(bench.Series("quantum_safety_exporter_build_info{version=\"0."));
        Assert.Equal("1.0", bench.Value("quantum_safety_rate_symbol_top5_info{symbols=\"none\"}"));
        Assert.Empty(bench.Series("quantum_safety_rate_symbol_top{"));
        Assert.Empty(bench.Series("quantum_safety_last_fault"));
        Assert.Empty(bench.Series("quantum_stream_newest_timestamp_seconds"));
    }

    [Fact]
    public async Task SafeMode_HasItsTimeLeft_AndEnds()
    {
        await using var bench = await ExporterBench.StartAsync();
        var stage = NewStage(bench);
        await bench.CommandAsync("SET quantum:safety:safe_mode 1 EX 300");
        await SampleAsync(bench, stage);

        Assert.Equal("1.0", bench.Value("quantum_safety_safe_mode"));
        Assert.InRange(double.Parse(bench.Value("quantum_safety_safe_mode_ttl_seconds")!, CultureInfo.InvariantCulture), 200, 300);

        await bench.CommandAsync("DEL quantum:safety:safe_mode");
        await SampleAsync(bench, stage);
        Assert.Equal(("0.0", "-1.0"), (bench.Value("quantum_safety_safe_mode"), bench.Value("quantum_safety_safe_mode_ttl_seconds")));
    }

    [Fact]
    public async Task TopSymbols_AreThoseOfTheWindow_AndNoOthers()
    {
        await using var bench = await ExporterBench.StartAsync();
        var stage = NewStage(bench);
        await CountAsync(bench, ("BTCUSDT", 9), ("ETHUSDT", 7), ("SOLUSDT", 7), ("ADAUSDT", 3), ("XRPUSDT", 2), ("BNBUSDT", 1));
        await SampleAsync(bench, stage);

        Assert.Equal(["1 BTCUSDT 9.0", "2 ETHUSDT 7.0", "3 SOLUSDT 7.0", "4 ADAUSDT 3.0", "5 XRPUSDT 2.0"], Ranks(bench));
        Assert.Equal(["quantum_safety_rate_symbol_top5_info{symbols=\"BTCUSDT,ETHUSDT,SOLUSDT,ADAUSDT,XRPUSDT\"} 1.0"], bench.Series("quantum_safety_rate_symbol_top5_info"));

        await CountAsync(bench, ("DOGEUSDT", 4), ("BTCUSDT", 1));
        await SampleAsync(bench, stage);
        Assert.Equal(["1 DOGEUSDT 4.0", "2 BTCUSDT 1.0"], Ranks(bench));

        await SampleAsync(bench, stage);
        Assert.Empty(Ranks(bench));
        Assert.Equal(["quantum_safety_rate_symbol_top5_info{symbols=\"none\"} 1.0"], bench.Series("quantum_safety_rate_symbol_top5_info"));
    }

    [Fact]
    public async Task Faults_AreCountedByTheHour_AndOnceEach()
    {
        await using var bench = await ExporterBench.StartAsync();
        var stage = NewStage(bench);
        await FaultAsync(bench, ageSec: 4000, "GLOBAL_RATE_EXCEEDED", "BNBUSDT");
        await SampleAsync(bench, stage);
        await FaultAsync(bench, ageSec: 10, "GLOBAL_RATE_EXCEEDED", "BTCUSDT");
        await FaultAsync(bench, ageSec: 5, "SYMBOL_RATE_EXCEEDED", "ETHUSDT");
        await SampleAsync(bench, stage);
        await SampleAsync(bench, stage);

        Assert.Equal(("3.0", "2.0"), (bench.Value("quantum_safety_fault_stream_length"), bench.Value("quantum_safety_faults_last_1h")));
        Assert.Equal(
            ("1.0", "1.0"), (bench.Value("quantum_safety_faults_total{reason=\"GLOBAL_RATE_EXCEEDED\"}"), bench.Value("quantum_safety_faults_total{reason=\"SYMBOL_RATE_EXCEEDED\"}")));
        Assert.Equal(["quantum_safety_last_fault_info{reason=\"SYMBOL_RATE_EXCEEDED\",side=\"BUY\",symbol=\"ETHUSDT\"} 1.0"], bench.Series("quantum_safety_last_fault_info"));
        Assert.Equal(
            ["quantum_safety_faults_by_symbol_last_1h{symbol=\"BTCUSDT\"} 1.0", "quantum_safety_faults_by_symbol_last_1h{symbol=\"ETHUSDT\"} 1.0"],
            bench.Series("quantum_safety_faults_by_symbol_last_1h"));

        bench.Pass(3600);
        await SampleAsync(bench, stage);
        Assert.Equal("0.0", bench.Value("quantum_safety_faults_last_1h"));
        Assert.Empty(bench.Series("quantum_safety_faults_by_symbol_last_1h"));
    }

    [Fact]
    public async Task WhatAnybodyCanWrite_BecomesNoLabel()
    {
        await using var bench = await ExporterBench.StartAsync();
        var stage = NewStage(bench);
        await SampleAsync(bench, stage);
        await bench.CommandAsync(
            "XADD", Faults, "*", "timestamp", $"{ExporterBench.StartEpoch}", "reason", "order 17 failed", "symbol", "a text of anybody", "side", "UP");
        await bench.CommandAsync("XADD quantum:stream:trade.intent.rejected * reason whatever");
        await SampleAsync(bench, stage);

        Assert.Equal(["quantum_safety_last_fault_info{reason=\"other\",side=\"other\",symbol=\"other\"} 1.0"], bench.Series("quantum_safety_last_fault_info"));
        Assert.Equal(("1.0", "1.0"), (bench.Value("quantum_safety_faults_total{reason=\"other\"}"), bench.Value("quantum_safety_intents_rejected_total{reason=\"other\"}")));
    }

    [Fact]
    public async Task IntentRate_IsThatOfTheEntriesAdded_WhateverIsTrimmed()
    {
        await using var bench = await ExporterBench.StartAsync();
        var stage = NewStage(bench);
        await SampleAsync(bench, stage);
        for (var i = 0; i < 30; i++)
            await bench.CommandAsync("XADD quantum:stream:trade.intent MAXLEN 5 * payload {}");
        await SampleAsync(bench, stage);

        Assert.Equal(("5.0", "120.0"), (bench.Value("quantum_trade_intent_stream_length"), bench.Value("quantum_trade_intent_rate_per_min")));
    }

    [Fact]
    public async Task Switches_AreShown()
    {
        await using var bench = await ExporterBench.StartAsync();
        var stage = NewStage(bench);
        await SampleAsync(bench, stage);
        Assert.Equal(["quantum_kill_switch{scope=\"all\"} 0.0"], bench.Series("quantum_kill_switch"));
        Assert.Equal("0.0", bench.Value("quantum_apply_disarmed"));

        await bench.CommandAsync("SET quantum:global:kill_switch 1");
        await bench.CommandAsync("SET quantum:kill:symbol:ETHUSDT 1");
        await bench.CommandAsync("SET quantum:kill:symbol:BTCUSDT 0");
        await bench.CommandAsync($"SET quantum:governor:disarm:{bench.Clock.GetUtcNow():yyyy-MM-dd} {{}}");
        await SampleAsync(bench, stage);
        Assert.Equal(["quantum_kill_switch{scope=\"ETHUSDT\"} 1.0", "quantum_kill_switch{scope=\"all\"} 1.0"], bench.Series("quantum_kill_switch"));
        Assert.Equal("1.0", bench.Value("quantum_apply_disarmed"));
    }

    [Fact]
    public async Task Streams_HaveTheirGroups()
    {
        await using var bench = await ExporterBench.StartAsync();
        await bench.CommandAsync("XGROUP CREATE quantum:stream:apply.plan governor 0 MKSTREAM");
        for (var i = 1; i <= 3; i++)
            await bench.CommandAsync($"XADD quantum:stream:apply.plan {1_769_126_000_000 + i}-0 plan_id p{i}");
        await bench.CommandAsync("XREADGROUP GROUP governor one COUNT 2 STREAMS quantum:stream:apply.plan >");
        await bench.CommandAsync("XADD quantum:stream:apply.plan:dead * plan_id p0");
        await SampleAsync(bench, NewStage(bench));

        const string plan = "stream=\"quantum:stream:apply.plan\"";
        Assert.Equal("3.0", bench.Value($"quantum_stream_length{{{plan}}}"));
        Assert.Equal("1.0", bench.Value($"quantum_stream_dead_letters{{{plan}}}"));
        Assert.Equal("1769126000.003", bench.Value($"quantum_stream_newest_timestamp_seconds{{{plan}}}"));
        Assert.Equal("1.0", bench.Value($"quantum_stream_group_lag_entries{{{plan},group=\"governor\"}}"));
        Assert.Equal("2.0", bench.Value($"quantum_stream_group_pending_entries{{{plan},group=\"governor\"}}"));
    }

    [Theory]
    [InlineData("HSET quantum:safety:safe_mode a b", "wrong_type", "quantum_safety_safe_mode")]
    [InlineData("SET quantum:stream:safety.fault x", "wrong_type", "quantum_safety_fault_stream_length")]
    [InlineData("SET quantum:stream:trade.intent x", "wrong_type", "quantum_trade_intent_stream_length")]
    [InlineData("SET quantum:stream:apply.plan x", "wrong_type", "quantum_stream_length{stream=\"quantum:stream:apply.plan\"}")]
    [InlineData("SET quantum:safety:rate:global:BUCKET many", "not_a_number", "quantum_safety_rate_global_current_window")]
    [InlineData("HSET quantum:kill a b", "wrong_type", "quantum_kill_switch{scope=\"all\"}")]
    [InlineData("XADD quantum:stream:safety.fault * timestamp soon reason x", "not_a_number", "quantum_safety_last_fault_timestamp")]
    [InlineData("XADD quantum:stream:safety.fault * reason x", "missing_field", "quantum_safety_last_fault_timestamp")]
    public async Task MalformedData_IsAbsent_AndCounted_AndTheOthersLive(string command, string reason, string metric)
    {
        await using var bench = await ExporterBench.StartAsync();
        bench.Pass(15);
        await bench.CommandAsync(command.Replace("BUCKET", $"{bench.Clock.GetUtcNow().ToUnixTimeSeconds() / 10}", StringComparison.Ordinal));
        var stage = NewStage(bench);
        Assert.True(await stage.StepAsync(CancellationToken.None));

        Assert.Null(bench.Value(metric));
        Assert.NotEqual("0.0", bench.Value($"quantum_safety_exporter_malformed_total{{reason=\"{reason}\"}}"));
        Assert.Equal(("1.0", "0.0"), (bench.Value("quantum_safety_redis_up"), bench.Value("quantum_apply_disarmed")));
    }

    [Fact]
    public async Task WhileRedisIsAway_TheLastFiguresStay()
    {
        await using var bench = await ExporterBench.StartAsync();
        await bench.CommandAsync("SET quantum:safety:safe_mode 1 EX 300");
        var stage = NewStage(bench);
        await SampleAsync(bench, stage);
        bench.Server.Kill();
        bench.Pass(15);

        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await stage.StepAsync(CancellationToken.None));

        Assert.Equal(("1.0", "0.0", "1.0"), (
            bench.Value("quantum_safety_safe_mode"), bench.Value("quantum_safety_redis_up"), bench.Value("quantum_safety_exporter_errors_total")));
        Assert.Equal($"{bench.Clock.GetUtcNow().ToUnixTimeSeconds()}.0", bench.Value("quantum_safety_redis_last_error_timestamp"));
    }

    private static SafetyExporterStage NewStage(ExporterBench bench) => new(bench.Context, bench.Engine, new SafetyExporterOptions());

    private static async Task SampleAsync(ExporterBench bench, SafetyExporterStage stage)
    {
        bench.Pass(15);
        Assert.True(await stage.StepAsync(CancellationToken.None));
        Assert.False(await stage.StepAsync(CancellationToken.None));
    }

    /// <summary>Counters of the window that the next sample lies in.</summary>
    private static async Task CountAsync(ExporterBench bench, params (string Symbol, int Count)[] counts)
    {
        var bucket = (bench.Clock.GetUtcNow().ToUnixTimeSeconds() + 15) / 10;
        foreach (var (symbol, count) in counts)
            await bench.CommandAsync($"SET quantum:safety:rate:symbol:{symbol}:{bucket} {count}");
    }

    private static Task FaultAsync(ExporterBench bench, long ageSec, string reason, string symbol) => bench.CommandAsync(
        $"XADD {Faults} * timestamp {bench.Clock.GetUtcNow().ToUnixTimeSeconds() - ageSec} reason {reason} symbol {symbol} side BUY");

    private static string[] Ranks(ExporterBench bench) => [.. bench.Series("quantum_safety_rate_symbol_top{")
        .Select(line => line.Replace("quantum_safety_rate_symbol_top{rank=\"", "").Replace("\",symbol=\"", " ").Replace("\"}", ""))];
}
