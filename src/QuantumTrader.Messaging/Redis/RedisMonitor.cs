using System.Globalization;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>How a Redis server is, by INFO, SCAN and XINFO.</summary>
internal sealed class RedisMonitor(RedisLink link) : IEngineMonitor
{
    private const string FirstCursor = "0";

    // Keys looked at in one step of the server: a step takes well under a millisecond.
    private const int KeysInStep = 1000;

    public async ValueTask<EngineFigures> ReadFiguresAsync(CancellationToken cancellation = default)
    {
        var keys = link.SendAsync("DBSIZE", [], cancellation);
        var info = (string)await link.SendAsync("INFO", ["everything"], cancellation);
        var figures = info.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        return new EngineFigures(
            (long)await keys, Figure("used_memory"), Figure("maxmemory"), Figure("connected_clients"), Figure("total_commands_processed"), Figure("evicted_keys"));

        long? Figure(string name) =>
            long.TryParse(figures[name].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    public async ValueTask<IReadOnlyList<string>> FindKeysAsync(string prefix, string suffix, CancellationToken cancellation = default)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var cursor = FirstCursor;
        do
        {
            var reply = RedisReplies.Items(await link.SendAsync("SCAN", [cursor, "MATCH", $"{link.KeyPrefix}{prefix}*{suffix}", "COUNT", KeysInStep], cancellation));
            cursor = (string)reply[0];
            found.UnionWith(((string[])reply[1]).Select(link.KeyOf));
        }
        while (cursor != FirstCursor);
        return [.. found];
    }

    public async ValueTask<long> CountAddedAsync(string stream, CancellationToken cancellation = default)
    {
        try
        {
            // Names and values in turn; some values are lists.
            var parts = RedisReplies.Items(await link.SendAsync("XINFO", ["STREAM", (RedisKey)stream], cancellation));
            for (var i = 0; i + 1 < parts.Length; i += 2)
            {
                if ((string)parts[i] == "entries-added")
                    return (long)parts[i + 1];
            }

            throw new InvalidOperationException($"{stream}: XINFO STREAM tells no entries-added; Redis 7.0 or newer does");
        }
        catch (RedisServerException failure) when (RedisFault.IsUnknownKey(failure))
        {
            return 0;
        }
    }
}
