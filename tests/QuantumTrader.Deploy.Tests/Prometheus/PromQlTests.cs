namespace QuantumTrader.Deploy.Tests.Prometheus;

public sealed class PromQlTests
{
    [Theory]
    [InlineData("up", "up", "")]
    [InlineData("up{job=\"a b\"} == 0", "up", "job")]
    [InlineData("sum by (stage) (rate(x_total[5m])) > 1e3", "x_total", "stage")]
    [InlineData("max without (instance, job) (x and on (job) y unless ignoring (z) w)", "x y w", "instance job z")]
    [InlineData("a{b=\"c{d='e'}\",f!~'g'} offset 5m or level:a:rate5m", "a level:a:rate5m", "b f")]
    [InlineData("absent(up{job=\"x\"}) or vector(1)", "up", "job")]
    [InlineData("count(a) / on () group_left (l) (b > bool -inf) # c", "a b", "l")]
    [InlineData("a[5m:15s] @ 17", "a", "")]
    public void Names_AreWhatIsNeitherFunctionNorKeyword(string expression, string series, string labels)
    {
        var names = PromQl.Read(expression);

        Assert.Equal(series.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), names.Series.Order());
        Assert.Equal(labels.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), names.Labels.Order());
    }
}
