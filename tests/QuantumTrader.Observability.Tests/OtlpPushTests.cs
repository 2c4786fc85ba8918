using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Tests;

public sealed class OtlpPushTests
{
    [Fact]
    public async Task Collector_IsToldEveryKindOfMetric()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        collector.MapPost("/v1/metrics", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            told.TrySetResult(Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();

        var metrics = new MetricSet("otlp-test");
        new CounterFamily(metrics, "otlp_things_total", "Help.", "kind").Add(3, "a_kind");
        new GaugeFamily(metrics, "otlp_level", "Help.", "symbol").Set(0.5, "BTCUSDT");
        using (OtlpPush.Start(new MetricsOptions { OtlpEndpoint = collector.Urls.First(), OtlpProtocol = "http/protobuf" }))
            new HistogramFamily(metrics, "otlp_waits", "Help.", [1, 2]).Record(1.5);

        var said = await told.Task.WaitAsync(TimeSpan.FromSeconds(60));
        foreach (var name in (string[])["otlp_things_total", "a_kind", "otlp_level", "BTCUSDT", "otlp_waits", "quantum-trader"])
            Assert.Contains(name, said, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnAddress_NothingIsPushed() => Assert.Null(OtlpPush.Start(new MetricsOptions()));
}
