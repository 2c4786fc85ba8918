using QuantumTrader.Messaging;
using QuantumTrader.Observability.HarvestExporter;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Observability.Tests.HarvestExporter;

public sealed class HarvestExporterStageTests
{
    private const string Btc = "quantum:harvest:proposal:BTCUSDT";
    private const string Eth = "quantum:harvest:proposal:ETHUSDT";

    // The values that the requirement document shows.
    private static readonly (string Field, string Value)[] Proposal =
    [
        ("kill_score", "0.5273976547718264"), ("k_regime_flip", "0.0"), ("k_sigma_spike", "0.13983999999999996"), ("k_ts_drop", "0.054561"),
        ("k_age_penalty", "0.041666666666666664"), ("R_net", "7.013614233516237"), ("new_sl_proposed", "100.2"),
        ("last_update_epoch", "1769126580"), ("harvest_action", "PARTIAL_75"),
    ];

    [Fact]
    public async Task Proposal_IsShownToTheLastDigit()
    {
        await using var bench = await ExporterBench.StartAsync();
        await bench.HashAsync(Btc, Proposal);
        await bench.HashAsync("quantum:harvest:calibrated:BTCUSDT", ("calibrated_action", "HOLD"));

        await StepAsync(bench, NewStage(bench));

        Assert.Equal("quantum_harvest_kill_score{symbol=\"BTCUSDT\"} 0.5273976547718264", Assert.Single(bench.Series("quantum_harvest_kill_score{")));
        Assert.Equal("quantum_harvest_k_regime_flip{symbol=\"BTCUSDT\"} 0.0", Assert.Single(bench.Series("quantum_harvest_k_regime_flip{")));
        Assert.Equal("quantum_harvest_k_sigma_spike{symbol=\"BTCUSDT\"} 0.13983999999999996", Assert.Single(bench.Series("quantum_harvest_k_sigma_spike{")));
        Assert.Equal("quantum_harvest_k_ts_drop{symbol=\"BTCUSDT\"} 0.054561", Assert.Single(bench.Series("quantum_harvest_k_ts_drop{")));
        Assert.Equal("quantum_harvest_k_age_penalty{symbol=\"BTCUSDT\"} 0.041666666666666664", Assert.Single(bench.Series("quantum_harvest_k_age_penalty{")));
        Assert.Equal("quantum_harvest_r_net{symbol=\"BTCUSDT\"} 7.013614233516237", Assert.Single(bench.Series("quantum_harvest_r_net{")));
        Assert.Equal("quantum_harvest_new_sl{symbol=\"BTCUSDT\"} 100.2", Assert.Single(bench.Series("quantum_harvest_new_sl{")));
        Assert.Equal("quantum_harvest_last_update_epoch{symbol=\"BTCUSDT\"} 1769126580.0", Assert.Single(bench.Series("quantum_harvest_last_update_epoch{")));
        Assert.Equal(
            ["FULL_CLOSE_PROPOSED 0.0", "NONE 0.0", "PARTIAL_25 0.0", "PARTIAL_50 0.0", "PARTIAL_75 1.0"],
            bench.Series("quantum_harvest_action{").Select(line => line.Replace("quantum_harvest_action{symbol=\"BTCUSDT\",action=\"", "").Replace("\"}", "")));
        Assert.Equal(6, bench.Series("quantum_harvest_calibrated_action{").Length);
        Assert.Contains("quantum_harvest_calibrated_action{symbol=\"BTCUSDT\",action=\"HOLD\"} 1.0", bench.Series("quantum_harvest_calibrated_action{"));
    }

    [Fact]
    public async Task StopThatIsNotProposed_HasNoSeries()
    {
        await using var bench = await ExporterBench.StartAsync();
        await bench.HashAsync(Btc, Proposal);
        var stage = NewStage(bench);
        await StepAsync(bench, stage);
        await bench.HashAsync(Btc, ("new_sl_proposed", ""));

        await StepAsync(bench, stage);

        Assert.Empty(bench.Series("quantum_harvest_new_sl{"));
        Assert.Single(bench.Series("quantum_harvest_r_net{"));
        Assert.All(bench.Series("quantum_harvest_exporter_malformed_total"), line => Assert.EndsWith(" 0.0", line));
    }

    [Fact]
    public async Task ProposalThatIsGone_LeavesNoSeries()
    {
        await using var bench = await ExporterBench.StartAsync();
        await bench.HashAsync(Btc, Proposal);
        await bench.HashAsync(Eth, Proposal);
        var stage = NewStage(bench);
        await StepAsync(bench, stage);
        await bench.CommandAsync("DEL " + Btc);

        await StepAsync(bench, stage);

        Assert.Equal(["quantum_harvest_kill_score{symbol=\"ETHUSDT\"} 0.5273976547718264"], bench.Series("quantum_harvest_kill_score{"));
        Assert.DoesNotContain(bench.Series("quantum_harvest_action{"), line => line.Contains("BTCUSDT"));
    }

    [Theory]
    [InlineData("kill_score", "high", "not_a_number", "quantum_harvest_kill_score")]
    [InlineData("kill_score", "NaN", "not_a_number", "quantum_harvest_kill_score")]
    [InlineData("R_net", "", "missing_field", "quantum_harvest_r_net")]
    [InlineData("new_sl_proposed", "1,5", "not_a_number", "quantum_harvest_new_sl")]
    [InlineData("harvest_action", "SELL_EVERYTHING", "unknown_word", "quantum_harvest_action")]
    [InlineData("harvest_action", "", "missing_field", "quantum_harvest_action")]
    public async Task MalformedField_IsAbsent_AndCounted_AndSpoilsNoOther(string field, string value, string reason, string metric)
    {
        await using var bench = await ExporterBench.StartAsync();
        await bench.HashAsync(Btc, [.. Proposal, (field, value)]);
        await bench.HashAsync(Eth, Proposal);

        await StepAsync(bench, NewStage(bench));

        Assert.DoesNotContain(bench.Series(metric + "{"), line => line.Contains("BTCUSDT"));
        Assert.Contains(bench.Series(metric + "{"), line => line.Contains("ETHUSDT"));
        Assert.Single(bench.Series("quantum_harvest_last_update_epoch{symbol=\"BTCUSDT\"}"));
        Assert.Equal("1.0", bench.Value($"quantum_harvest_exporter_malformed_total{{reason=\"{reason}\"}}"));
    }

    [Fact]
    public async Task KeyOfAnotherType_IsAbsent_AndCounted()
    {
        await using var bench = await ExporterBench.StartAsync();
        await bench.CommandAsync("SET", Btc, "a text");
        await bench.HashAsync(Eth, Proposal);

        await StepAsync(bench, NewStage(bench));

        Assert.Equal(["quantum_harvest_kill_score{symbol=\"ETHUSDT\"} 0.5273976547718264"], bench.Series("quantum_harvest_kill_score{"));
        Assert.Equal("1.0", bench.Value("quantum_harvest_exporter_malformed_total{reason=\"wrong_type\"}"));
    }

    [Fact]
    public async Task WhileRedisIsAway_TheLastFiguresStay_AndItRecovers()
    {
        await using var bench = await ExporterBench.StartAsync();
        await bench.HashAsync(Btc, Proposal);
        var stage = NewStage(bench);
        Assert.Equal("no poll yet", stage.Problem());
        await StepAsync(bench, stage);
        Assert.Null(stage.Problem());
        bench.Server.Kill();

        bench.Pass(5);
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await stage.StepAsync(CancellationToken.None));
        stage.Scraped();

        Assert.Single(bench.Series("quantum_harvest_kill_score{"));
        Assert.Equal(("0.0", "1.0", "5.0"), (
            bench.Value("quantum_harvest_exporter_redis_up"), bench.Value("quantum_harvest_exporter_errors_total"), bench.Value("quantum_harvest_exporter_cache_age_seconds")));
        Assert.Null(stage.Problem());
        bench.Pass(10);
        Assert.StartsWith("no good poll for 15 s: ", stage.Problem(), StringComparison.Ordinal);

        await bench.Server.RestartAsync();
        await UntilBackAsync(stage);
        Assert.Equal(("1.0", null), (bench.Value("quantum_harvest_exporter_redis_up"), stage.Problem()));
        Assert.Empty(bench.Series("quantum_harvest_kill_score{"));
    }

    private static async Task UntilBackAsync(HarvestExporterStage stage)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await stage.StepAsync(CancellationToken.None);
                return;
            }
            catch (EngineUnavailableException) when (tries < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    private static HarvestExporterStage NewStage(ExporterBench bench) => new(bench.Context, new HarvestExporterOptions { Symbols = SymbolList.Of("BTCUSDT", "ETHUSDT") });

    private static async Task StepAsync(ExporterBench bench, HarvestExporterStage stage)
    {
        bench.Pass(5);
        Assert.True(await stage.StepAsync(CancellationToken.None));
        Assert.False(await stage.StepAsync(CancellationToken.None));
    }
}
