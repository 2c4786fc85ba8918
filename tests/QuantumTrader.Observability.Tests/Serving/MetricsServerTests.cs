using System.Net;
using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Tests.Serving;

public sealed class MetricsServerTests
{
    private static readonly HttpClient Client = new();

    [Fact]
    public async Task EachPort_ServesItsOwn()
    {
        var (one, other) = (Endpoint("one", null, null), Endpoint("other", null, null));
        await using var server = await StartAsync(one, other);

        var said = await Task.WhenAll(server.Ports.Select(port => Client.GetStringAsync($"http://127.0.0.1:{port}/metrics")));

        Assert.Equal(["# HELP one Help.\n# TYPE one gauge\none 1.0\n", "# HELP other Help.\n# TYPE other gauge\nother 1.0\n"], said);
    }

    [Fact]
    public async Task Metrics_HaveTheTypeOfTheFormat()
    {
        await using var server = await StartAsync(Endpoint("one", null, null));

        using var answer = await Client.GetAsync($"http://127.0.0.1:{server.Ports[0]}/metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.GetValues("Content-Type").Single());
    }

    [Theory]
    [InlineData("/health", null, null, 200, "OK")]
    [InlineData("/ready", null, null, 200, "OK")]
    [InlineData("/health", null, "stands by", 200, "OK")]
    [InlineData("/ready", null, "stands by", 503, "stands by")]
    [InlineData("/health", "Redis is away", null, 503, "Redis is away")]
    [InlineData("/ready", "Redis is away", null, 503, "Redis is away")]
    [InlineData("/", null, null, 404, "known: /metrics, /health, /ready\n")]
    [InlineData("/metrics/more", null, null, 404, "known: /metrics, /health, /ready\n")]
    public async Task Path_HasItsAnswer(string path, string? problem, string? notReady, int status, string text)
    {
        await using var server = await StartAsync(Endpoint("one", problem, notReady));

        using var answer = await Client.GetAsync($"http://127.0.0.1:{server.Ports[0]}{path}");

        Assert.Equal((status, text), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task OtherMethods_AreRefused_AndHeadHasNoBody()
    {
        await using var server = await StartAsync(Endpoint("one", null, null));
        var url = $"http://127.0.0.1:{server.Ports[0]}/metrics";

        using var post = await Client.PostAsync(url, new StringContent("x"));
        using var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        Assert.Equal((HttpStatusCode.OK, ""), (head.StatusCode, await head.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Scrape_IsToldBeforeItIsAnswered()
    {
        var scrapes = new CounterFamily(new MetricSet("scrapes"), "x_total", "Help.");
        await using var server = await StartAsync(Endpoint("one", null, null) with { Scraped = () => scrapes.Add() });

        for (var i = 0; i < 3; i++)
            await Client.GetStringAsync($"http://127.0.0.1:{server.Ports[0]}/metrics");
        await Client.GetStringAsync($"http://127.0.0.1:{server.Ports[0]}/health");

        Assert.Equal(3, scrapes.Value());
    }

    [Fact]
    public async Task ManyAtOnce_AreAllAnsweredInFull()
    {
        var metrics = new MetricSet("many");
        var gauge = new GaugeFamily(metrics, "many", "Help.", "symbol");
        for (var i = 0; i < 2000; i++)
            gauge.Set(i, $"S{i:D4}");
        await using var server = await StartAsync(new MetricsEndpoint(0, [metrics], new FixedHealth(null, null)));

        var said = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.GetStringAsync($"http://127.0.0.1:{server.Ports[0]}/metrics")));

        Assert.Single(said.Distinct());
        Assert.Equal(2002, said[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static Task<MetricsServer> StartAsync(params MetricsEndpoint[] endpoints) => MetricsServer.StartAsync(IPAddress.Loopback, endpoints, CancellationToken.None);

    private static MetricsEndpoint Endpoint(string name, string? problem, string? notReady)
    {
        var metrics = new MetricSet(name);
        new GaugeFamily(metrics, name, "Help.").Set(1);
        return new MetricsEndpoint(0, [metrics], new FixedHealth(problem, notReady));
    }

    private sealed class FixedHealth(string? problem, string? notReady) : IHealth
    {
        public string? Problem() => problem;

        public string? NotReady() => notReady;
    }
}
