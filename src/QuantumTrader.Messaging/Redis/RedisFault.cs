using System.Net.Sockets;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>What the client's exceptions and the server's error words mean. The only place that judges them.</summary>
internal static class RedisFault
{
    // Error words of a server that is up and does not serve (loads its data, is a replica, is full, cannot write, wants a login).
    private static readonly string[] NotServing =
    [
        "LOADING", "BUSY", "MASTERDOWN", "READONLY", "CLUSTERDOWN", "TRYAGAIN", "MISCONF", "OOM",
        "NOREPLICAS", "NOAUTH", "WRONGPASS", "NOPERM",
    ];

    public static bool IsUnavailable(Exception failure) => failure switch
    {
        RedisServerException refused => Array.Exists(NotServing, word => HasWord(refused, word)),
        RedisConnectionException or TimeoutException or ObjectDisposedException or SocketException => true,
        _ => false,
    };

    public static EngineUnavailableException Unavailable(RedisAddress address, Exception failure) =>
        new($"Redis at {address} cannot be reached: {CauseOf(failure)}", failure);

    public static bool IsWrongType(RedisServerException failure) => HasWord(failure, "WRONGTYPE");

    public static bool IsUnknownScript(RedisServerException failure) => HasWord(failure, "NOSCRIPT");

    public static bool IsUnknownGroup(RedisServerException failure) => HasWord(failure, "NOGROUP");

    public static bool IsGroupThere(RedisServerException failure) => HasWord(failure, "BUSYGROUP");

    public static bool IsUnknownKey(RedisServerException failure) => failure.Message.StartsWith("ERR no such key", StringComparison.Ordinal);

    public static bool IsNotCountable(RedisServerException failure) =>
        failure.Message.Contains("not an integer", StringComparison.Ordinal) || failure.Message.Contains("overflow", StringComparison.Ordinal);

    private static bool HasWord(RedisServerException failure, string word) =>
        failure.Message.StartsWith(word, StringComparison.Ordinal) && failure.Message.AsSpan(word.Length) is [] or [' ', ..];

    // The client's own messages are lines of statistics; they stay in the inner exception.
    private static string CauseOf(Exception failure) => failure.GetBaseException() switch
    {
        SocketException socket => socket.Message,
        RedisServerException refused => refused.Message,
        RedisConnectionException lost when lost.Message.Contains("AuthenticationFailure", StringComparison.Ordinal) => "it refuses the login",
        RedisConnectionException { FailureType: ConnectionFailureType.UnableToConnect } => "nothing there answers as Redis does",
        RedisConnectionException lost => $"there is no connection ({lost.FailureType})",
        ObjectDisposedException => "the engine is closed",
        _ => "no answer in time",
    };
}
