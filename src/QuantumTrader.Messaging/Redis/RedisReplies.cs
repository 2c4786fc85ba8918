using QuantumTrader.Messaging.Contract;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>Takes the server's nested answers apart.</summary>
internal static class RedisReplies
{
    public static RedisResult[] Items(RedisResult reply) => reply.IsNull ? [] : (RedisResult[])reply;

    /// <summary>Names and values in turn, as HGETALL and stream entries have them.</summary>
    public static WireFields Fields(RedisResult reply)
    {
        var texts = (string[])reply;
        var fields = new WireFields();
        fields.EnsureCapacity(texts.Length / 2);
        for (var i = 0; i + 1 < texts.Length; i += 2)
            fields.Add(new KeyValuePair<string, string>(texts[i], texts[i + 1]));
        return fields;
    }

    public static WireFields Fields(HashEntry[] entries)
    {
        var fields = new WireFields();
        fields.EnsureCapacity(entries.Length);
        foreach (var entry in entries)
            fields.Add(new KeyValuePair<string, string>(entry.Name!, entry.Value!));
        return fields;
    }

    /// <summary>Field and value in turn.</summary>
    public static string[] Words(WireFields fields)
    {
        var words = new string[2 * fields.Count];
        for (var i = 0; i < fields.Count; i++)
            (words[2 * i], words[(2 * i) + 1]) = (fields[i].Key, fields[i].Value);
        return words;
    }

    public static StreamId Id(RedisResult reply) => StreamId.Parse((string)reply);

    /// <summary>The entries of the one stream that an XREADGROUP or XREAD asked for; nil when there were none.</summary>
    public static RedisResult[] EntriesOfOneStream(RedisResult reply) =>
        reply.IsNull ? [] : Items(Items(Items(reply)[0])[1]);

    /// <param name="reply">Id, fields (nil: the entry is pending and has been trimmed), and perhaps a delivery count.</param>
    public static StreamEntry<T> Entry<T>(string stream, RedisResult reply, int deliveryCount)
        where T : class, IWireRecord<T>
    {
        var parts = Items(reply);
        var id = Id(parts[0]);
        var count = parts.Length > 2 ? (int)parts[2] : deliveryCount;
        var key = $"{stream} {id}";
        return new StreamEntry<T>(id, count, parts[1].IsNull ? Stored<T>.Unreadable(Trimmed(key)) : Fields(parts[1]).Read<T>(key));
    }

    /// <summary>One line of XINFO GROUPS. The lag is nil when the server cannot tell it.</summary>
    public static GroupStatus Group(RedisResult reply)
    {
        var parts = Items(reply);
        return new GroupStatus((string)Part("name"), (long?)Part("lag"), (long)Part("pending"), Id(Part("last-delivered-id")));

        RedisResult Part(string name) => parts[Array.FindIndex(parts, part => (string)part == name) + 1];
    }

    private static WireError Trimmed(string key) => new(key, "*", null, "the entry was trimmed before it was acknowledged");
}
