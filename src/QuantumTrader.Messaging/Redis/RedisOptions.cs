namespace QuantumTrader.Messaging.Redis;

/// <summary>Where Redis is, how it is to be spoken to, and how long to wait for it.</summary>
public sealed record RedisOptions
{
    public const int LowestTimeoutMs = 50;

    public const int HighestTimeoutMs = 60_000;

    private const int LongestPrefix = 64;

    /// <summary>
    /// <c>redis://[:password@]host[:port][,host[:port]...][/db]</c>, or <c>rediss://</c> for TLS; port 6379 and database 0 unless given. Of several hosts the master is used.
    /// </summary>
    public string Url { get; init; } = "redis://127.0.0.1:6379";

    /// <summary>For a URL that holds no password.</summary>
    public string? Password { get; init; }

    /// <summary>PEM file of authorities that are trusted besides the system's; for TLS only.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>PEM file of this client's certificate, and of what signed it; for TLS only.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the key of <see cref="CertificateFile"/>, not encrypted.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Stands before every key and stream on the server, so that several systems can share it.</summary>
    public string KeyPrefix { get; init; } = "";

    /// <summary>
    /// How long the first connection, and each reconnection, may take; agreeing on TLS has as much again, since a process that has just started loads and compiles all that it needs for it.
    /// </summary>
    public int ConnectTimeoutMs { get; init; } = 5_000;

    /// <summary>After this an operation without an answer fails with <see cref="EngineUnavailableException"/>.</summary>
    public int OperationTimeoutMs { get; init; } = 2_000;

    /// <summary>Shows no password.</summary>
    public override string ToString()
    {
        var address = Validate();
        return $"{(address.Tls ? "rediss" : "redis")}://{string.Join(',', address.Hosts)}/{address.Database}";
    }

    /// <returns>The rule that the URL breaks; null when it is good.</returns>
    public static string? FaultOfUrl(string url) => RedisAddress.FaultOf(url);

    /// <inheritdoc cref="FaultOfUrl"/>
    public static string? FaultOfPrefix(string prefix) =>
        prefix.Length <= LongestPrefix && prefix.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '.' or '_' or '-')
            ? null
            : $"must be at most {LongestPrefix} of the letters a-z, A-Z, the digits and : . _ -";

    /// <exception cref="FormatException">A setting breaks its rule; the message names it and hides the password.</exception>
    internal RedisAddress Validate()
    {
        CheckTimeout(nameof(ConnectTimeoutMs), ConnectTimeoutMs);
        CheckTimeout(nameof(OperationTimeoutMs), OperationTimeoutMs);
        if (FaultOfPrefix(KeyPrefix) is { } rule)
            throw new FormatException($"{nameof(KeyPrefix)} = '{KeyPrefix}': {rule}");
        var address = RedisAddress.Parse(Url);
        return address with { Password = address.Password ?? Password };
    }

    private static void CheckTimeout(string name, int value)
    {
        if (value is < LowestTimeoutMs or > HighestTimeoutMs)
            throw new FormatException($"{name} = {value}: must be from {LowestTimeoutMs} to {HighestTimeoutMs} milliseconds");
    }
}
