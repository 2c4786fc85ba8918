using StackExchange.Redis;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>Another program on the same Redis, which reads and writes plain fields as <c>redis-cli</c> does.</summary>
public sealed class RedisView : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _connection;

    private RedisView(ConnectionMultiplexer connection) => _connection = connection;

    private IDatabase Database => _connection.GetDatabase();

    public static async Task<RedisView> ConnectAsync(int port) =>
        new(await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},syncTimeout=20000,connectTimeout=20000,allowAdmin=true"));

    /// <summary>All fields; null when there is no such key.</summary>
    public async Task<Dictionary<string, string>?> HashAsync(string key)
    {
        var entries = await Database.HashGetAllAsync(key);
        return entries.Length == 0 ? null : entries.ToDictionary(entry => (string)entry.Name, entry => (string)entry.Value);
    }

    public Task SetAsync(string key, params (string Field, string Value)[] fields) =>
        Database.HashSetAsync(key, [.. fields.Select(field => new HashEntry(field.Field, field.Value))]);

    /// <summary>Null when there is no such key.</summary>
    public async Task<string?> TextAsync(string key) => await Database.StringGetAsync(key);

    public Task SetTextAsync(string key, string text) => Database.StringSetAsync(key, text);

    /// <summary>As <c>XADD</c> does.</summary>
    public Task AppendAsync(string stream, params (string Field, string Value)[] fields) =>
        Database.ExecuteAsync("XADD", [stream, "*", .. fields.SelectMany(field => new object[] { field.Field, field.Value })]);

    public Task DeleteAsync(string key) => Database.KeyDeleteAsync(key);

    /// <summary>Tells the server itself something, as an operator does.</summary>
    public Task TellAsync(string command, params object[] arguments) => Database.ExecuteAsync(command, arguments);

    public async Task<string[]> KeysAsync() => (string[])await Database.ExecuteAsync("KEYS", "*");

    public async Task<long> TimeToLiveAsync(string key) => (long)await Database.ExecuteAsync("TTL", key);

    /// <summary>The fields of every entry, oldest first; ids are left out.</summary>
    public async Task<List<Dictionary<string, string>>> StreamAsync(string stream)
    {
        var entries = (RedisResult[])await Database.ExecuteAsync("XRANGE", stream, "-", "+");
        return [.. entries.Select(entry => Pairs((string[])((RedisResult[])entry)[1]))];
    }

    public async Task<List<string>> GroupsAsync(string stream)
    {
        try
        {
            var groups = (RedisResult[])await Database.ExecuteAsync("XINFO", "GROUPS", stream);
            return [.. groups.Select(group => ((string)((RedisResult[])group)[1])!)];
        }
        catch (RedisServerException missing) when (missing.Message.Contains("no such key", StringComparison.Ordinal))
        {
            return [];
        }
    }

    /// <summary>How many entries the group has been given, and how many of them it has not acknowledged.</summary>
    public async Task<(long Read, long Pending)> GroupAsync(string stream, string group)
    {
        foreach (var found in (RedisResult[])await Database.ExecuteAsync("XINFO", "GROUPS", stream))
        {
            var told = (RedisResult[])found;
            var fields = told.Chunk(2).ToDictionary(pair => (string)pair[0], pair => pair[1], StringComparer.Ordinal);
            if ((string)fields["name"] == group)
                return ((long)fields["entries-read"], (long)fields["pending"]);
        }

        throw new InvalidOperationException($"{stream} has no group {group}");
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync(allowCommandsToComplete: false);
        _connection.Dispose();
    }

    private static Dictionary<string, string> Pairs(string[] texts) =>
        texts.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
