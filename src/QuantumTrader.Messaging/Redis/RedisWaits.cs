using System.Collections.Concurrent;
using QuantumTrader.Messaging.Contract;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>
/// Waits for stream entries. A blocking read holds up everything behind it on its connection, so each waiter has a connection of its own,
/// made at its first real wait and closed with the engine.
/// </summary>
internal sealed class RedisWaits(RedisConnector connector, RedisLink shared, TimeProvider time) : IAsyncDisposable
{
    // The longest that one blocking read lasts: within this time the loss of the server is noticed.
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    // Of one stream in one answer: enough that the newest entry is nearly always among them, few enough that a backlog is not sent for nothing.
    private const int MostEntries = 8;

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
            // The marks are moved before the caller looks: an entry that comes after them wakes it again, one that came before is there for it to find.
            if (waiter.Seen is not { } seen)
            {
                waiter.Seen = await NewestAsync(waiter.Streams, cancellation);
                return true;
            }

            var news = await NewsAsync(waiter, seen, timeout, cancellation);
            await MoveAsync(waiter.Streams, seen, news, cancellation);
            return news.Length > 0;
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

    /// <returns>Name and first new entries of each stream that has some; none when the time is over.</returns>
    private async Task<RedisResult[]> NewsAsync(StreamWaiter waiter, StreamId[] seen, TimeSpan timeout, CancellationToken cancellation)
    {
        var link = await LinkOfAsync(waiter, cancellation);
        object[] streams =
            ["COUNT", MostEntries, "STREAMS", .. waiter.Streams.Select(stream => (object)(RedisKey)stream), .. seen.Select(id => id.ToString())];
        var started = time.GetTimestamp();
        while (true)
        {
            var left = timeout - time.GetElapsedTime(started);
            var block = left < Slice ? left : Slice;

            // BLOCK 0 would block for ever.
            var blockMs = (long)Math.Ceiling(block.TotalMilliseconds);
            object[] arguments = blockMs > 0 ? ["BLOCK", blockMs, .. streams] : streams;
            var news = await link.SendAsync("XREAD", arguments, block, cancellation);
            if (!news.IsNull || left <= Slice)
                return RedisReplies.Items(news);
        }
    }

    // To the newest entry that the answer shows. Only behind a backlog, which is longer than the answer, the server is asked for it.
    private async Task MoveAsync(IReadOnlyList<string> streams, StreamId[] seen, RedisResult[] news, CancellationToken cancellation)
    {
        var backlogs = new List<string>();
        foreach (var stream in news)
        {
            var (name, entries) = (shared.KeyOf((string)RedisReplies.Items(stream)[0]), RedisReplies.Items(RedisReplies.Items(stream)[1]));
            seen[IndexOf(streams, name)] = RedisReplies.Id(RedisReplies.Items(entries[^1])[0]);
            if (entries.Length == MostEntries)
                backlogs.Add(name);
        }

        if (backlogs.Count == 0)
            return;
        var newest = await NewestAsync(backlogs, cancellation);
        for (var i = 0; i < newest.Length; i++)
            seen[IndexOf(streams, backlogs[i])] = newest[i];
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
        {
            if (known.Host == shared.Host)
                return known;

            // The engine has followed a new master. The old one may answer for ever, and have no news.
            if (_links.TryRemove(waiter, out var old))
                await old.DisposeAsync();
        }

        var link = await RedisLink.OpenAsync(connector, time, cancellation);
        _links[waiter] = link;

        // The engine may have been closed meanwhile; whoever takes the link out closes it.
        if (_disposed && _links.TryRemove(waiter, out var orphan))
            await orphan.DisposeAsync();
        return link;
    }

    private static int IndexOf(IReadOnlyList<string> streams, string name)
    {
        for (var i = 0; i < streams.Count; i++)
        {
            if (streams[i] == name)
                return i;
        }

        throw new InvalidOperationException($"{name}: nobody waits for this stream");
    }
}
