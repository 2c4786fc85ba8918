using System.Collections.Concurrent;
using QuantumTrader.Messaging.Contract;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>
/// The stream port on Redis streams. A group that Redis has lost with its data is made again, from the beginning of the stream.
/// </summary>
internal sealed class RedisStreamBus(RedisLink link, RedisWaits waits) : IStreamBus
{
    private const string BeforeAll = "0-0";

    // Only a group that was asked for here is made again; any other unknown group is a mistake of the caller.
    private readonly ConcurrentDictionary<(string Stream, string Group), bool> _groups = new();

    public async ValueTask<StreamId> AppendAsync<T>(StreamKey<T> stream, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        // Not in a script, although the client then chooses the database before it: with thirty fields a script costs the server as much again as the command itself.
        object[] arguments = [(RedisKey)stream.Name, "MAXLEN", "~", stream.MaxLength, "*", .. RedisReplies.Words(WireFields.Of(record))];
        return RedisReplies.Id(await link.SendAsync("XADD", arguments, cancellation));
    }

    public async ValueTask CreateGroupAsync(string stream, string group, GroupStart start, CancellationToken cancellation = default)
    {
        await MakeGroupAsync(stream, group, start == GroupStart.Beginning ? BeforeAll : "$", cancellation);
        _groups[(stream, group)] = true;
    }

    public async ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewAsync<T>(
        StreamKey<T> stream, Consumer consumer, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        object[] arguments = ["GROUP", consumer.Group, consumer.Name, "COUNT", count, "STREAMS", (RedisKey)stream.Name, ">"];
        var reply = await WithGroupAsync(
            stream.Name, consumer.Group, () => link.SendAsync("XREADGROUP", arguments, cancellation), cancellation);
        return Array.ConvertAll(
            RedisReplies.EntriesOfOneStream(reply), entry => RedisReplies.Entry<T>(stream.Name, entry, deliveryCount: 1));
    }

    public async ValueTask<IReadOnlyList<StreamEntry<T>>> ReadPendingAsync<T>(
        StreamKey<T> stream, Consumer consumer, StreamId after, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        RedisValue[] arguments = [consumer.Group, consumer.Name, after.ToString(), count];
        var reply = await WithGroupAsync(
            stream.Name, consumer.Group, () => link.RunAsync(RedisScripts.ReadPending, [stream.Name], arguments, cancellation), cancellation);
        return Array.ConvertAll(RedisReplies.Items(reply), entry => RedisReplies.Entry<T>(stream.Name, entry, deliveryCount: 1));
    }

    public async ValueTask<ClaimedEntries<T>> ClaimAsync<T>(
        StreamKey<T> stream, Consumer consumer, TimeSpan minIdle, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(minIdle, TimeSpan.Zero);
        var entries = new List<StreamEntry<T>>();
        var lost = new List<StreamId>();
        var cursor = BeforeAll;
        do
        {
            RedisValue[] arguments =
                [consumer.Group, consumer.Name, (long)Math.Ceiling(minIdle.TotalMilliseconds), cursor, count - entries.Count];
            var reply = RedisReplies.Items(await WithGroupAsync(
                stream.Name, consumer.Group, () => link.RunAsync(RedisScripts.Claim, [stream.Name], arguments, cancellation), cancellation));
            cursor = (string)reply[0];
            entries.AddRange(RedisReplies.Items(reply[1]).Select(entry => RedisReplies.Entry<T>(stream.Name, entry, deliveryCount: 1)));

            // The server has already taken these off the pending list.
            lost.AddRange(RedisReplies.Items(reply[2]).Select(RedisReplies.Id));
        }
        while (cursor != BeforeAll && entries.Count < count);

        return new ClaimedEntries<T>(entries, lost);
    }

    public async ValueTask AcknowledgeAsync(string stream, string group, IReadOnlyList<StreamId> ids, CancellationToken cancellation = default)
    {
        if (ids.Count > 0)
            await link.SendAsync("XACK", [(RedisKey)stream, group, .. ids.Select(id => id.ToString())], cancellation);
    }

    public async ValueTask DeadLetterAsync(string stream, string group, StreamId id, string reason, CancellationToken cancellation = default) =>
        await link.RunAsync(
            RedisScripts.DeadLetter,
            [stream, StreamKey.DeadLettersOf(stream)],
            [group, id.ToString(), reason, StreamKey.DefaultMaxLength],
            cancellation);

    public async ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewestAsync<T>(StreamKey<T> stream, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var reply = await link.SendAsync("XREVRANGE", [(RedisKey)stream.Name, "+", "-", "COUNT", count], cancellation);
        return Array.ConvertAll(RedisReplies.Items(reply), entry => RedisReplies.Entry<T>(stream.Name, entry, deliveryCount: 0));
    }

    public async ValueTask<long> GetLengthAsync(string stream, CancellationToken cancellation = default) =>
        (long)await link.SendAsync("XLEN", [(RedisKey)stream], cancellation);

    public async ValueTask<IReadOnlyList<GroupStatus>> GetGroupsAsync(string stream, CancellationToken cancellation = default)
    {
        try
        {
            var reply = await link.SendAsync("XINFO", ["GROUPS", (RedisKey)stream], cancellation);
            return Array.ConvertAll(RedisReplies.Items(reply), RedisReplies.Group);
        }
        catch (RedisServerException failure) when (RedisFault.IsUnknownKey(failure))
        {
            return [];
        }
    }

    public async ValueTask TrimAsync(string stream, int maxLength, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        await link.SendAsync("XTRIM", [(RedisKey)stream, "MAXLEN", "=", maxLength], cancellation);
    }

    public ValueTask<bool> WaitAsync(StreamWaiter waiter, TimeSpan timeout, CancellationToken cancellation = default) =>
        waits.WaitAsync(waiter, timeout, cancellation);

    private async Task<RedisResult> WithGroupAsync(
        string stream, string group, Func<Task<RedisResult>> read, CancellationToken cancellation = default)
    {
        try
        {
            return await read();
        }
        catch (RedisServerException failure) when (RedisFault.IsUnknownGroup(failure))
        {
            if (!_groups.ContainsKey((stream, group)))
                throw new InvalidOperationException($"{stream}: there is no group '{group}'; it must be created before it is read", failure);
        }

        // What stands in the stream now was written after the loss, so none of it has been delivered.
        await MakeGroupAsync(stream, group, BeforeAll, cancellation);
        return await read();
    }

    private async Task MakeGroupAsync(string stream, string group, string start, CancellationToken cancellation)
    {
        try
        {
            await link.SendAsync("XGROUP", ["CREATE", (RedisKey)stream, group, start, "MKSTREAM"], cancellation);
        }
        catch (RedisServerException failure) when (RedisFault.IsGroupThere(failure))
        {
            // Where it stands is what its consumers have seen; it stays there.
        }
    }
}
