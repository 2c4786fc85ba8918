namespace QuantumTrader.Messaging.Redis;

/// <summary>Where Redis is, and how long to wait for it.</summary>
public sealed record RedisOptions
{
    public const int LowestTimeoutMs = 50;

    public const int HighestTimeoutMs = 60_000;

    /// <summary><c>redis://[user:password@]host[:port][/db]</c>; port 6379 and database 0 unless given.</summary>
    public string Url { get; init; } = "redis://127.0.0.1:6379";

    /// <summary>How long the first connection, and each reconnection, may take.</summary>
    public int ConnectTimeoutMs { get; init; } = 3_000;

    /// <summary>After this an operation without an answer fails with <see cref="EngineUnavailableException"/>.</summary>
    public int OperationTimeoutMs { get; init; } = 2_000;

    /// <exception cref="FormatException">A setting breaks its rule; the message names it and hides the password.</exception>
    internal RedisAddress Validate()
    {
        CheckTimeout(nameof(ConnectTimeoutMs), ConnectTimeoutMs);
        CheckTimeout(nameof(OperationTimeoutMs), OperationTimeoutMs);
        return RedisAddress.Parse(Url);
    }

    private static void CheckTimeout(string name, int value)
    {
        if (value is < LowestTimeoutMs or > HighestTimeoutMs)
            throw new FormatException($"{name} = {value}: must be from {LowestTimeoutMs} to {HighestTimeoutMs} milliseconds");
    }
}
