using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Observability.Tests.Serving;

public sealed class PortPlanTests
{
    [Theory]
    [InlineData("heat-gate", null, null, "heat-gate:8056")]
    [InlineData("heat-gate", 9000, null, "heat-gate:9000")]
    [InlineData("heat-gate", 0, null, "")]
    [InlineData("heat-gate", 0, "heat-gate:9001", "")]
    [InlineData("heat-gate", 9000, "heat-gate:9001", "heat-gate:9001")]
    [InlineData("heat-gate,apply", null, null, "heat-gate:8056 apply:8043 all:8060")]
    [InlineData("heat-gate,apply", 9000, "apply:0", "heat-gate:8056 all:9000")]
    [InlineData("heat-gate,apply", null, "apply:7001, heat-gate:7002", "heat-gate:7002 apply:7001 all:8060")]
    [InlineData("safety-exporter", null, null, "safety-exporter:9200")]
    [InlineData("safety-exporter", 9000, null, "safety-exporter:9000")]
    [InlineData("harvest-exporter", null, null, "harvest-exporter:8042")]
    public void Ports_AreThoseOfTheSettings(string stages, int? port, string? named, string plan)
    {
        var options = new MetricsOptions { Port = port, StagePortList = named };

        var planned = PortPlan.Of(stages.Split(','), options, safetyPort: 9200);

        Assert.Equal(plan, string.Join(' ', planned.Select(one => $"{one.Stage ?? "all"}:{one.Port}")));
    }

    [Fact]
    public void EveryStage_HasAPortOfItsOwn()
    {
        Assert.Equal(StageNames.All.Order(StringComparer.Ordinal), StagePorts.Documented.Keys.Order(StringComparer.Ordinal));
        Assert.Distinct(StagePorts.Documented.Values.Append(StagePorts.Together));
    }

    [Theory]
    [InlineData("heat-gate", "METRICS_STAGE_PORTS = 'heat-gate': must be stage:port with a known stage and a port from 0 to 65535")]
    [InlineData("heat-gate:70000", "METRICS_STAGE_PORTS = 'heat-gate:70000': must be stage:port with a known stage and a port from 0 to 65535")]
    [InlineData("heatgate:1", "METRICS_STAGE_PORTS = 'heatgate:1': must be stage:port with a known stage and a port from 0 to 65535")]
    [InlineData("apply:1,apply:2", "METRICS_STAGE_PORTS = 'apply': must be named once")]
    public void WrongPorts_AreNamed(string list, string fault) =>
        Assert.Equal([fault], new MetricsOptions { StagePortList = list }.Check().Select(one => $"{one.Key} = '{one.Value}': {one.Rule}"));

    [Theory]
    [InlineData("localhost", "grpc", null, "METRICS_ADDRESS")]
    [InlineData("127.0.0.1", "thrift", null, "OTEL_EXPORTER_OTLP_PROTOCOL")]
    [InlineData("127.0.0.1", "grpc", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    public void WrongAddresses_AreNamed(string address, string protocol, string? endpoint, string key) => Assert.Equal(
        [key], new MetricsOptions { Address = address, OtlpProtocol = protocol, OtlpEndpoint = endpoint }.Check().Select(one => one.Key));
}
