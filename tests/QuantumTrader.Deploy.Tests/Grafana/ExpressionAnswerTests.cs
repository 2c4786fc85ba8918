namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>
/// While every metric of the list has a series, every expression has an answer: a join that never matches, a label value that no stage uses or a
/// group that does not exist would leave a panel empty for ever, and promtool finds such an expression valid.
/// </summary>
public sealed class ExpressionAnswerTests(ITestOutputHelper output)
{
    private static readonly string[] Stages =
    [
        "feed", "execution", "market-state", "position-state", "risk-proposal", "harvest-proposal", "heat-gate", "apply", "governor", "harvest-brain", "intent-router",
        "harvest-exporter", "safety-exporter", "notifier",
    ];

    private static readonly string[] Streams = ["market.klines", "marketstate", "risk.proposal"];

    private static readonly string[] Groups =
    [
        "market_state", "position_state", "p33", "risk_proposal", "harvest_proposal", "p26_heat_gate", "governor", "apply_layer", "execution", "intent_router",
        "harvest_brain", "harvest_brain:execution", "notifier",
    ];

    [Fact]
    public async Task EveryExpression_HasAnAnswer()
    {
        var found = BoardFile.All.SelectMany(board => board.Expressions).ToList();
        var (exitCode, text) = await Promtool.RunAsync(
            Promtool.Yaml(new
            {
                evaluation_interval = "15s",
                tests = new[]
                {
                    new
                    {
                        interval = "15s",
                        input_series = AllSeries().Select(one => new { series = one.Series, values = one.Values }),
                        promql_expr_test = found.Select(place => new
                        {
                            expr = $"count({Promtool.Fill(place.Expression)}) > bool 0",
                            eval_time = "5m",
                            exp_samples = new[] { new { labels = "{}", value = 1 } },
                        }),
                    },
                },
            }),
            "test",
            "rules");
        Assert.True(exitCode == 0, text);
        output.WriteLine($"{found.Count} expressions answer to {AllSeries().Count()} series");
    }

    private static IEnumerable<(string Series, string Values)> AllSeries()
    {
        yield return ("up{job=\"j\", instance=\"i\", service=\"s\", component=\"quantum-trader\"}", "1x30");
        foreach (var severity in (string[])["critical", "warning", "none"])
            yield return ($"ALERTS{{alertname=\"{(severity == "none" ? "Watchdog" : severity)}\", alertstate=\"firing\", severity=\"{severity}\"}}", "1x30");
        foreach (var (name, metric) in MetricTable.All)
        {
            foreach (var labels in LabelSets(metric.Labels))
            {
                var all = $"{labels}job=\"j\", instance=\"i\", service=\"s\"";
                if (metric.Type == "histogram")
                {
                    yield return ($"{name}_bucket{{{all}, le=\"1\"}}", "0+1x30");
                    yield return ($"{name}_bucket{{{all}, le=\"+Inf\"}}", "0+1x30");
                }
                else
                {
                    yield return ($"{name}{{{all}}}", metric.Type == "counter" ? "0+1x30" : "1x30");
                }
            }
        }
    }

    private static IEnumerable<string> LabelSets(IEnumerable<string> labels) => labels.Aggregate(
        (IEnumerable<string>)[""],
        (sets, label) => label == "service" ? sets : sets.SelectMany(set => ValuesOf(label).Select(value => $"{set}{label}=\"{value}\", ")));

    private static IEnumerable<string> ValuesOf(string label) => label switch
    {
        "stage" => Stages,
        "stream" => Streams.Select(name => "quantum:stream:" + name),
        "group" => Groups,
        "symbol" => ["BTCUSDT"],
        "scope" => ["all"],
        _ => ["x"],
    };
}
