using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>The client library's connection to one server; it reconnects to that server by itself.</summary>
internal sealed record RedisConnection(RedisHost Host, ConnectionMultiplexer Client, IDatabase Database) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        // Waiting for open commands would wait for a blocking read, or for a server that is gone.
        await Client.CloseAsync(allowCommandsToComplete: false);
        Client.Dispose();
    }
}
