using System.Collections.Concurrent;
using QuantumTrader.Messaging.Contract;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>
/// Waits for stream entries. A blocking read holds up everything behind it on its connection, so each waiter has a connection of its own,
/// made at its first real wait and closed with the engine.
/// </summary>
internal sealed class RedisWaits(RedisOptions options, RedisLink shared, TimeProvider time) : IAsyncDisposable
{
    // The longest that one blocking read lasts: within this time the loss of the server is noticed.
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StreamWaiter, RedisLink> _links = new();
    private volatile bool _disposed;

    public async ValueTask<bool> WaitAsync(StreamWaiter waiter, TimeSpan timeout, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        if (waiter.Streams.Count == 0)
        {
            await Task.Delay(timeout, time, cancellation);
            return false;
        }

        try
        {
            if (waiter.Seen is { } seen && !await HasNewsAsync(waiter, seen, timeout, cancellation))
                return false;

            // Before the caller looks: an entry that comes after this mark wakes it again, one that came before is there for it to find.
            waiter.Seen = await NewestAsync(waiter.Streams, cancellation);
            return true;
        }
        catch (EngineUnavailableException)
        {
            // The server may come back without its data; the caller must look again before it trusts any mark.
            waiter.Seen = null;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        foreach (var waiter in _links.Keys)
        {
            if (_links.TryRemove(waiter, out var link))
                await link.DisposeAsync();
        }
    }

    private async Task<bool> HasNewsAsync(StreamWaiter waiter, StreamId[] seen, TimeSpan timeout, CancellationToken cancellation)
    {
        var link = await LinkOfAsync(waiter, cancellation);
        object[] streams = ["STREAMS", .. waiter.Streams.Select(stream => (object)(RedisKey)stream), .. seen.Select(id => id.ToString())];
        var started = time.GetTimestamp();
        while (true)
        {
            var left = timeout - time.GetElapsedTime(started);
            var block = left < Slice ? left : Slice;

            // BLOCK 0 would block for ever.
            var blockMs = (long)Math.Ceiling(block.TotalMilliseconds);
            object[] arguments = blockMs > 0 ? ["BLOCK", blockMs, "COUNT", 1, .. streams] : ["COUNT", 1, .. streams];
            if (!(await link.SendAsync("XREAD", arguments, block, cancellation)).IsNull)
                return true;
            if (left <= Slice)
                return false;
        }
    }

    private async Task<StreamId[]> NewestAsync(IReadOnlyList<string> streams, CancellationToken cancellation)
    {
        var replies = await Task.WhenAll(
            streams.Select(stream => shared.SendAsync("XREVRANGE", [(RedisKey)stream, "+", "-", "COUNT", 1], cancellation)));
        return Array.ConvertAll(
            replies, reply => RedisReplies.Items(reply) is [var newest] ? RedisReplies.Id(RedisReplies.Items(newest)[0]) : StreamId.Zero);
    }

    private async Task<RedisLink> LinkOfAsync(StreamWaiter waiter, CancellationToken cancellation)
    {
        if (_links.TryGetValue(waiter, out var known))
            return known;
        var link = await RedisLink.OpenAsync(options, time, cancellation);
        _links[waiter] = link;

        // The engine may have been closed meanwhile; whoever takes the link out closes it.
        if (_disposed && _links.TryRemove(waiter, out var orphan))
            await orphan.DisposeAsync();
        return link;
    }
}
