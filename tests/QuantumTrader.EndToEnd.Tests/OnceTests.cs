using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum run --once</c>: one cycle, and an exit code that says whether every symbol was served.</summary>
public sealed class OnceTests
{
    private static readonly string[] Synthetic = ["run", "harvest-proposal", "--once", "--set", "POSITION_SOURCE=synthetic", "--redis"];

    [Fact]
    public async Task SyntheticPositions_OnAnEmptyRedis_AreWrittenAndSaySo()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        var run = (await Quantum.RunAsync([.. Synthetic, redis.Url])).AssertDone();

        Assert.Equal("Single cycle complete", run.OutputLines[^1]);
        Assert.Empty(run.Errors);
        foreach (var symbol in (string[])["BTCUSDT", "ETHUSDT", "SOLUSDT"])
        {
            var hash = await view.HashAsync("quantum:harvest:proposal:" + symbol);
            Assert.NotNull(hash);
            Assert.Equal("synthetic", hash["source"]);
            Assert.Equal(symbol == "BTCUSDT" ? "100.0" : "50.0", hash["position_entry_price"]);
            Assert.Equal("3600.0", hash["position_age_sec"]);
        }
    }

    [Fact]
    public async Task RedisDown_OneLineNamesTheAddress()
    {
        var port = RedisServer.FreePort();
        var run = await Quantum.RunAsync([.. Synthetic, $"redis://127.0.0.1:{port}"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"127.0.0.1:{port}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task ASymbolThatCannotBeRead_FailsTheCycle_AndTheOthersAreServed()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await Market.WriteAsync(view, "BTCUSDT");
        await Market.WriteAsync(view, "ETHUSDT");
        await Market.WritePositionAsync(view, "BTCUSDT", 100);
        await Market.WritePositionAsync(view, "ETHUSDT", 100);
        await view.SetAsync("quantum:marketstate:ETHUSDT", ("sigma", "calm"));

        var run = await Quantum.RunAsync("run", "harvest-proposal", "--once", "--redis", redis.Url, "--set", "LOG_LEVEL=error");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Single cycle complete", run.OutputLines[^1]);
        var fault = Assert.Single(run.ErrorLines);
        Assert.All((string[])["ETHUSDT", "quantum:marketstate:ETHUSDT", "sigma", "calm"], part => Assert.Contains(part, fault, StringComparison.Ordinal));
        Assert.NotNull(await view.HashAsync("quantum:harvest:proposal:BTCUSDT"));
        Assert.Null(await view.HashAsync("quantum:harvest:proposal:ETHUSDT"));
    }
}
