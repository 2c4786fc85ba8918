using System.Globalization;
using System.Text.Json;
using QuantumTrader.Messaging.Contract;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>The state port on Redis: plain hashes, strings and sorted sets that any other program can read.</summary>
internal sealed class RedisStateStore(RedisLink link) : IStateStore
{
    // A sorted set keeps its scores as doubles.
    private const long HighestScore = 1L << 53;

    public ValueTask<Stored<T>> GetAsync<T>(HashKey<T> key, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> =>
        ReadableAsync(async () =>
        {
            var fields = RedisReplies.Fields(await link.AskAsync("HGETALL", key.Name, database => database.HashGetAllAsync(key.Name), cancellation));
            return fields.Count == 0 ? Stored<T>.Missing : fields.Read<T>(key.Name);
        });

    public async ValueTask SetAsync<T>(HashKey<T> key, T record, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        RedisValue[] arguments = [LifeMs(timeToLive), .. Array.ConvertAll(RedisReplies.Words(WireFields.Of(record)), word => (RedisValue)word)];
        await link.RunAsync(RedisScripts.ReplaceHash, [key.Name], arguments, cancellation);
    }

    public async ValueTask<Stored<T>> GetAsync<T>(DocumentKey<T> key, CancellationToken cancellation = default)
        where T : class
    {
        var stored = await GetTextAsync(key.Name, cancellation);
        if (stored.Value is not { } text)
            return new Stored<T>(null, stored.Error);
        try
        {
            return JsonSerializer.Deserialize(text, key.Json) is { } document
                ? Stored<T>.Of(document)
                : Stored<T>.Unreadable(new WireError(key.Name, "$", text, "a JSON object is required"));
        }
        catch (JsonException malformed)
        {
            return Stored<T>.Unreadable(new WireError(key.Name, malformed.Path ?? "$", text, malformed.Message));
        }
    }

    public ValueTask SetAsync<T>(DocumentKey<T> key, T document, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class =>
        SetTextAsync(key.Name, JsonSerializer.Serialize(document, key.Json), timeToLive, cancellation);

    public ValueTask<Stored<string>> GetTextAsync(string key, CancellationToken cancellation = default) =>
        ReadableAsync(async () => new Stored<string>(await link.AskAsync("GET", key, database => database.StringGetAsync(key), cancellation), null));

    public async ValueTask SetTextAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        await link.AskAsync("SET", key, database => database.StringSetAsync(key, value, Life(timeToLive)), cancellation);

    public async ValueTask<bool> SetTextIfAbsentAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        await link.AskAsync("SET", key, database => database.StringSetAsync(key, value, Life(timeToLive), When.NotExists), cancellation);

    public async ValueTask<bool> ReplaceTextAsync(
        string key, string expected, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        (long)await link.RunAsync(RedisScripts.ReplaceText, [key], [expected, value, LifeMs(timeToLive)], cancellation) == 1;

    public async ValueTask<long> IncrementAsync(string key, long by, TimeSpan? timeToLive, CancellationToken cancellation = default)
    {
        try
        {
            var value = await link.RunAsync(RedisScripts.Increment, [key], [by, LifeMs(timeToLive)], cancellation);
            return long.Parse((string)value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }
        catch (RedisServerException failure) when (RedisFault.IsNotCountable(failure))
        {
            var held = await GetTextAsync(key, cancellation);
            throw new WireFormatException(new WireError(key, "counter", held.Value, $"adding {by} needs and must leave a 64-bit integer"));
        }
    }

    public async ValueTask<bool> DeleteAsync(string key, CancellationToken cancellation = default) =>
        await link.AskAsync("DEL", key, database => database.KeyDeleteAsync(key), cancellation);

    public async ValueTask<KeyLife> GetLifeAsync(string key, CancellationToken cancellation = default) =>
        (long)await link.SendAsync("PTTL", [(RedisKey)key], cancellation) switch
        {
            -2 => KeyLife.Absent,
            -1 => KeyLife.WithoutEnd,
            var remainingMs => KeyLife.Ending(TimeSpan.FromMilliseconds(remainingMs)),
        };

    public async ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, CancellationToken cancellation = default)
    {
        var (keys, texts) = KeysAndTexts(expected);
        return Outcome(await link.RunAsync(RedisScripts.ConsumeTogether, keys, texts, cancellation));
    }

    public async ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, ConsumeMark mark, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mark);
        var (keys, texts) = KeysAndTexts(expected);
        return Outcome(await link.RunAsync(
            RedisScripts.ConsumeAndMark, [.. keys, mark.Key], [.. texts, mark.Text, LifeMs(mark.TimeToLive)], cancellation));
    }

    public async ValueTask AddToSeriesAsync<T>(SeriesKey<T> key, long score, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(score, HighestScore);
        ArgumentOutOfRangeException.ThrowIfLessThan(score, -HighestScore);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(key.KeepNewest);
        var member = SeriesMember.Format(WireFields.Of(record));
        if ((long)await link.RunAsync(RedisScripts.AddToSeries, [key.Name], [score, member, key.KeepNewest], cancellation) == 0)
            throw new ArgumentException($"{key.Name}: another score than {score} already holds the same record, {member}", nameof(record));
    }

    public async ValueTask<IReadOnlyList<Stored<T>>> ReadSeriesAsync<T>(SeriesKey<T> key, int newest, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newest);
        try
        {
            var members = (string[])await link.SendAsync("ZRANGE", [(RedisKey)key.Name, -newest, -1], cancellation);
            return Array.ConvertAll(members, member => SeriesMember.Read<T>(key.Name, member));
        }
        catch (WireFormatException wrongType)
        {
            return [Stored<T>.Unreadable(wrongType.Error)];
        }
    }

    private static async ValueTask<Stored<T>> ReadableAsync<T>(Func<Task<Stored<T>>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (WireFormatException wrongType)
        {
            return Stored<T>.Unreadable(wrongType.Error);
        }
    }

    private static (RedisKey[] Keys, RedisValue[] Texts) KeysAndTexts(IReadOnlyList<KeyValuePair<string, string>> expected)
    {
        // "All of none hold" is true, and would let an act pass without any permit.
        if (expected.Count == 0)
            throw new ArgumentException("at least one key is required", nameof(expected));
        return ([.. expected.Select(pair => (RedisKey)pair.Key)], [.. expected.Select(pair => (RedisValue)pair.Value)]);
    }

    private ConsumeOutcome Outcome(RedisResult answer)
    {
        var blocking = (string[])answer;
        return new ConsumeOutcome(blocking.Length == 0, Array.ConvertAll(blocking, link.KeyOf));
    }

    // Redis counts whole milliseconds; a shorter life still is a life.
    private static TimeSpan? Life(TimeSpan? timeToLive)
    {
        if (timeToLive is not { } life)
            return null;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero, nameof(timeToLive));
        return TimeSpan.FromMilliseconds(Math.Ceiling(life.TotalMilliseconds));
    }

    private static RedisValue LifeMs(TimeSpan? timeToLive) => Life(timeToLive) is { } life ? (long)life.TotalMilliseconds : "";
}
