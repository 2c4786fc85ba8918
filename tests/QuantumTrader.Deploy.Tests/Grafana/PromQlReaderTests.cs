namespace QuantumTrader.Deploy.Tests.Grafana;

public sealed class PromQlReaderTests
{
    [Theory]
    [InlineData("up", "up()")]
    [InlineData("max(a{x=\"1\", y=~\"b|c\"}) or vector(0)", "a(x,y)")]
    [InlineData("sum by (le) (rate(a_bucket{s=\"q\"}[$__rate_interval]))", "a_bucket(s,le)")]
    [InlineData("sum(a) by (x, y)", "a(x,y)")]
    [InlineData("time() - (max by (x) (a) > 0)", "a(x)")]
    [InlineData("1000 * max by (x) (a) * on () group_left () max(b)", "a(x) b()")]
    [InlineData("sum(1 - a{x=\"by (z)\"}) + b unless c == 2", "a(x) b() c()")]
    [InlineData("max by (x, made) (label_replace(a{y=\"q\"} == 1, \"made\", \"$1\", \"from\", \"(.*)\"))", "a(y,x)")]
    [InlineData("max by (x) (a and on (job) b{y=\"q\"} == 1) or c", "a(x) b(y) c()")]
    [InlineData("max by (x, made) (label_join(a, \"made\", \" \", \"y\"))", "a(x)")]
    public void Metrics_AreReadWithTheirLabels(string expression, string expected) => Assert.Equal(
        expected,
        string.Join(' ', PromQlReader.Read(expression).Select(use => $"{use.Metric}({string.Join(',', use.Labels)})")));
}
