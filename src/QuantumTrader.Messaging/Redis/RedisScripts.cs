namespace QuantumTrader.Messaging.Redis;

/// <summary>The steps that Redis must do as one. Each runs in one round trip and is atomic on the server.</summary>
internal static class RedisScripts
{
    /// <summary>ARGV: life in ms or empty, then field and value in turn.</summary>
    public static readonly RedisScript ReplaceHash = new("replace hash", """
        redis.call('DEL', KEYS[1])
        redis.call('HSET', KEYS[1], unpack(ARGV, 2))
        if ARGV[1] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
        """);

    /// <summary>ARGV: step, life in ms or empty. The answer is read back as text because a Lua number holds 53 bits only.</summary>
    public static readonly RedisScript Increment = new("increment", """
        local made = redis.call('EXISTS', KEYS[1]) == 0
        redis.call('INCRBY', KEYS[1], ARGV[1])
        if made and ARGV[2] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
        return redis.call('GET', KEYS[1])
        """);

    /// <summary>ARGV: the expected text of each key. Answers the blocking keys. A key of another type blocks like a missing one.</summary>
    public static readonly RedisScript ConsumeTogether = new("consume together", """
        local blocking = {}
        for i, key in ipairs(KEYS) do
          if redis.pcall('GET', key) ~= ARGV[i] then blocking[#blocking + 1] = key end
        end
        if #blocking == 0 then redis.call('DEL', unpack(KEYS)) end
        return blocking
        """);

    /// <summary>KEYS: as above, then the mark. ARGV: as above, then the mark's text and its life in ms or empty. A mark that stands blocks.</summary>
    public static readonly RedisScript ConsumeAndMark = new("consume and mark", """
        local count, mark, blocking = #KEYS - 1, KEYS[#KEYS], {}
        for i = 1, count do
          if redis.pcall('GET', KEYS[i]) ~= ARGV[i] then blocking[#blocking + 1] = KEYS[i] end
        end
        if redis.call('EXISTS', mark) == 1 then blocking[#blocking + 1] = mark end
        if #blocking > 0 then return blocking end
        redis.call('DEL', unpack(KEYS, 1, count))
        local text, life = ARGV[count + 1], ARGV[count + 2]
        if life ~= '' then redis.call('SET', mark, text, 'PX', life) else redis.call('SET', mark, text) end
        return blocking
        """);

    /// <summary>ARGV: expected text, new text, life in ms or empty. A key of another type is another text.</summary>
    public static readonly RedisScript ReplaceText = new("replace text", """
        if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
        if ARGV[3] ~= '' then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) else redis.call('SET', KEYS[1], ARGV[2]) end
        return 1
        """);

    /// <summary>
    /// ARGV: score, member, how many to keep. Answers 0, and changes nothing, when the member already stands at another score.
    /// </summary>
    public static readonly RedisScript AddToSeries = new("add to series", """
        local at = redis.call('ZSCORE', KEYS[1], ARGV[2])
        if at and tonumber(at) ~= tonumber(ARGV[1]) then return 0 end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], ARGV[1], ARGV[1])
        redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
        redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -tonumber(ARGV[3]) - 1)
        return 1
        """);

    /// <summary>ARGV: group, consumer, after, count. Each entry comes with its delivery count as third element.</summary>
    public static readonly RedisScript ReadPending = new("read pending", """
        local entries = redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', ARGV[4], 'STREAMS', KEYS[1], ARGV[3])[1][2]
        for _, entry in ipairs(entries) do
          entry[3] = redis.call('XPENDING', KEYS[1], ARGV[1], entry[1], entry[1], 1)[1][4]
        end
        return entries
        """);

    /// <summary>ARGV: group, consumer, idle ms, cursor, count. As XAUTOCLAIM, but each entry comes with its delivery count.</summary>
    public static readonly RedisScript Claim = new("claim", """
        local reply = redis.call('XAUTOCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], 'COUNT', ARGV[5])
        for _, entry in ipairs(reply[2]) do
          entry[3] = redis.call('XPENDING', KEYS[1], ARGV[1], entry[1], entry[1], 1)[1][4]
        end
        return reply
        """);

    /// <summary>KEYS: stream, dead letters. ARGV: group, id, reason, about how many dead letters to keep.</summary>
    public static readonly RedisScript DeadLetter = new("dead letter", """
        local found = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])
        local fields = found[1] and found[1][2] or {}
        for _, text in ipairs({'dead_reason', ARGV[3], 'dead_group', ARGV[1], 'dead_entry_id', ARGV[2]}) do
          fields[#fields + 1] = text
        end
        redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], '*', unpack(fields))
        return redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
        """);
}
