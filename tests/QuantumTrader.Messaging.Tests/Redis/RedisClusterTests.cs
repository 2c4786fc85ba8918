using QuantumTrader.Messaging.Redis;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>A node of a Redis Cluster is refused, in every state: some of what is done here would fail there, and only when it is due.</summary>
public sealed class RedisClusterTests
{
    [Theory]
    [InlineData(false, "cluster_state:fail")]
    [InlineData(true, "cluster_state:ok")]
    public async Task Node_IsRefusedInOneLine_WithItsSlotsAndWithout(bool withSlots, string state)
    {
        await using var node = await RedisServer.StartAsync(durable: false, "--cluster-enabled", "yes");
        if (withSlots)
            await node.TellAsync("CLUSTER ADDSLOTSRANGE 0 16383");
        await Until.TrueAsync(async () => (await node.TellAsync("CLUSTER INFO")).Contains(state, StringComparison.Ordinal), state);

        foreach (var url in (string[])[node.Url, $"{node.Url}/2", $"{node.Url},127.0.0.1:{RedisServer.FreePort()}"])
        {
            var failure = await RefusedAsync(url);
            Assert.Contains($"127.0.0.1:{node.Port}", failure, StringComparison.Ordinal);
            Assert.Contains("it is a Redis Cluster node: a single server is required, or a master with replicas", failure, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', failure);
        }
    }

    [Fact]
    public async Task NodeBesideAMaster_TheMasterIsUsed()
    {
        await using var node = await RedisServer.StartAsync(durable: false, "--cluster-enabled", "yes");
        await using var master = await RedisServer.StartAsync();

        await using var engine = await ConnectAsync($"{node.Url},127.0.0.1:{master.Port}");
        await engine.Store.SetTextAsync("key", "text", timeToLive: null);

        await using var admin = await RawRedis.ConnectAsync(master.Port);
        Assert.Equal("text", await admin.TextAsync("GET", "key"));
    }

    private static async Task<string> RefusedAsync(string url) => (await Assert.ThrowsAsync<EngineUnavailableException>(() => ConnectAsync(url))).Message;

    private static Task<RedisEngine> ConnectAsync(string url) =>
        RedisEngine.ConnectAsync(new RedisOptions { Url = url, ConnectTimeoutMs = 2_000, OperationTimeoutMs = 2_000 }, TimeProvider.System);
}
