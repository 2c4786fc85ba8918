using System.Diagnostics;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Tests.Exposition;

public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(-1, "-1.0")]
    [InlineData(0.5273976547718264, "0.5273976547718264")]
    [InlineData(1e-7, "1E-07")]
    [InlineData(1e22, "1E+22")]
    [InlineData(1795284966, "1795284966.0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Number_IsShortest_AndReadsBackTheSame(double value, string text)
    {
        var metrics = new MetricSet("test");
        new GaugeFamily(metrics, "a_gauge", "Help.").Set(value);

        Assert.Equal($"# HELP a_gauge Help.\n# TYPE a_gauge gauge\na_gauge {text}\n", Shown.TextOf(metrics));
    }

    [Fact]
    public void LabelsAndHelp_AreEscaped()
    {
        var metrics = new MetricSet("test");
        new GaugeFamily(metrics, "a_gauge", "One \\ two\nthree \"four\".", "first", "second").Set(1, "a\"b\\c\nd", "é");

        Assert.Equal(
            "# HELP a_gauge One \\\\ two\\nthree \"four\".\n# TYPE a_gauge gauge\na_gauge{first=\"a\\\"b\\\\c\\nd\",second=\"é\"} 1.0\n",
            Shown.TextOf(metrics));
    }

    [Fact]
    public void Histogram_IsCumulative_WithLabelsAndWithout()
    {
        var metrics = new MetricSet("test");
        var plain = new HistogramFamily(metrics, "plain_seconds", "Help.", [0.1, 1]);
        var labelled = new HistogramFamily(metrics, "labelled_seconds", "Help.", [0.5], "stage");
        foreach (var value in (double[])[0.1, 0.5, 7])
            plain.Record(value);
        labelled.Record(2, "feed");

        Assert.Equal(
            [
                "plain_seconds_bucket{le=\"0.1\"} 1.0", "plain_seconds_bucket{le=\"1.0\"} 2.0", "plain_seconds_bucket{le=\"+Inf\"} 3.0",
                "plain_seconds_sum 7.6", "plain_seconds_count 3.0",
            ],
            Shown.SeriesOf(metrics, "plain_seconds"));
        Assert.Equal(
            ["labelled_seconds_bucket{stage=\"feed\",le=\"0.5\"} 0.0", "labelled_seconds_bucket{stage=\"feed\",le=\"+Inf\"} 1.0",
                "labelled_seconds_sum{stage=\"feed\"} 2.0", "labelled_seconds_count{stage=\"feed\"} 1.0"],
            Shown.SeriesOf(metrics, "labelled_seconds"));
    }

    [Fact]
    public void FamilyOfSeveralSets_HasOneHead_AndItsSeriesTogether()
    {
        var (one, other) = (new MetricSet("one"), new MetricSet("other"));
        new CounterFamily(one, "shared_total", "Help.", "stage").Add("one");
        new GaugeFamily(one, "own", "Help.").Set(1);
        new CounterFamily(other, "shared_total", "Help.", "stage").Add(3, "other");

        Assert.Equal(
            "# HELP shared_total Help.\n# TYPE shared_total counter\nshared_total{stage=\"one\"} 1.0\nshared_total{stage=\"other\"} 3.0\n"
            + "# HELP own Help.\n# TYPE own gauge\nown 1.0\n",
            Shown.TextOf(one, other));
    }

    [Fact]
    public void FamilyWithoutSeries_IsNotThere()
    {
        var metrics = new MetricSet("test");
        _ = new GaugeFamily(metrics, "unknown_yet", "Help.");

        Assert.Equal("", Shown.TextOf(metrics));
    }

    [Fact]
    public async Task Text_PassesThePromtool()
    {
        var metrics = new MetricSet("test");
        new CounterFamily(metrics, "things_total", "Help.", "kind").Add("a \"strange\" \\ kind\n");
        new GaugeFamily(metrics, "level", "Help.").Set(double.NaN);
        new HistogramFamily(metrics, "waits_seconds", "Help.", HistogramFamily.LatencyMs, "stage").Record(3, "feed");

        var start = new ProcessStartInfo("promtool", ["check", "metrics"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        using var promtool = Process.Start(start)!;
        await promtool.StandardInput.WriteAsync(Shown.TextOf(metrics));
        promtool.StandardInput.Close();
        var said = await promtool.StandardError.ReadToEndAsync() + await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.Equal((0, ""), (promtool.ExitCode, said));
    }
}
