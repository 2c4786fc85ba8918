namespace QuantumTrader.Deploy.Tests;

public sealed class MetricTableTests
{
    [Theory]
    [InlineData("quantum_harvest_kill_score", true)]
    [InlineData("p26_stream_lag_ms_bucket", true)]
    [InlineData("p26_heat_value_bucket", false)]
    [InlineData("quantum_no_such_metric", false)]
    public void Series_AreKnownByTheirMetric(string name, bool known) => Assert.Equal(known, MetricTable.HasSeries(name));
}
