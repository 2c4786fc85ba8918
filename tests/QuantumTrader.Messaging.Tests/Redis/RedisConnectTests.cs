using System.Net;
using System.Net.Sockets;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Redis;

public sealed class RedisConnectTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task NothingListens_FailsInOneClearLine()
    {
        var port = RedisServer.FreePort();

        var failure = await RefusedAsync($"redis://127.0.0.1:{port}");

        Assert.StartsWith($"Redis at 127.0.0.1:{port} cannot be reached: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        TestContext.Current.TestOutputHelper?.WriteLine(failure.Message);
    }

    [Fact]
    public async Task SomethingThatNeverAnswers_Fails()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var failure = await RefusedAsync($"redis://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        Assert.DoesNotContain('\n', failure.Message);
        TestContext.Current.TestOutputHelper?.WriteLine(failure.Message);
    }

    [Fact]
    public async Task Password_RightOneWorks_OthersFailWithoutBeingShown()
    {
        await using var server = await RedisServer.StartAsync(durable: false, "--requirepass", "right-one");
        var host = $"127.0.0.1:{server.Port}";
        await using (var engine = await ConnectAsync($"redis://default:right-one@{host}/2"))
            await engine.Store.SetTextAsync("key", "text", timeToLive: null);

        foreach (var url in new[] { $"redis://{host}", $"redis://:wrong-one@{host}" })
        {
            var failure = await RefusedAsync(url);
            Assert.DoesNotContain("wrong-one", failure.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain('\n', failure.Message);
            TestContext.Current.TestOutputHelper?.WriteLine(failure.Message);
        }
    }

    [Fact]
    public async Task Database_IsTheOneOfTheUrl()
    {
        await using var server = await RedisServer.StartAsync();
        await using var two = await ConnectAsync($"{server.Url}/2");
        await using var three = await ConnectAsync($"{server.Url}/3");
        await two.Store.SetTextAsync("key", "text", timeToLive: null);

        Assert.True((await three.Store.GetTextAsync("key")).IsMissing);
        Assert.Equal("text", (await two.Store.GetTextAsync("key")).Value);
    }

    [Fact]
    public async Task Disposed_FailsAsUnavailable()
    {
        await using var server = await RedisServer.StartAsync();
        var engine = await ConnectAsync(server.Url);
        var waiter = new StreamWaiter(["stream"]);
        await engine.Bus.WaitAsync(waiter, TimeSpan.FromHours(1));
        var waiting = engine.Bus.WaitAsync(waiter, TimeSpan.FromHours(1)).AsTask();

        await engine.DisposeAsync().AsTask().WaitAsync(Deadline);

        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await engine.Store.GetTextAsync("key"));
        await Assert.ThrowsAsync<EngineUnavailableException>(() => waiting.WaitAsync(Deadline));
    }

    private static async Task<EngineUnavailableException> RefusedAsync(string url) =>
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await ConnectAsync(url).WaitAsync(Deadline));

    private static Task<RedisEngine> ConnectAsync(string url) =>
        RedisEngine.ConnectAsync(new RedisOptions { Url = url, ConnectTimeoutMs = 1_000, OperationTimeoutMs = 1_000 }, TimeProvider.System);
}
