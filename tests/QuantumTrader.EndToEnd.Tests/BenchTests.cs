using System.Text.Json;
using QuantumTrader.EndToEnd.Tests.Harness;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>That the measurement measures; how fast the system is, no test says.</summary>
public sealed class BenchTests
{
    [Fact]
    public async Task Bench_TellsEveryActAndTheBareHopBesideIt()
    {
        var ended = await Quantum.RunAsync(["bench", "--symbols", "2", "--json"]);
        Assert.Equal(0, ended.ExitCode);
        using var summary = JsonDocument.Parse(ended.Output);
        var root = summary.RootElement;
        Assert.Equal("embedded", root.GetProperty("setup").GetString());
        Assert.Equal(6, root.GetProperty("samples").GetInt32());
        Assert.Equal(0, root.GetProperty("missing").GetInt32());
        double Of(string name) => root.GetProperty(name).GetDouble();
        Assert.True(0 < Of("hop_median_ms") && Of("hop_median_ms") <= Of("hop_p99_ms"), ended.Output);

        // Several stages lie between the price and the order.
        Assert.True(Of("median_ms") > Of("hop_median_ms"), ended.Output);
        Assert.Equal(Of("median_ms") / Of("hop_median_ms"), Of("hops_median"), tolerance: 0.1);
    }
}
