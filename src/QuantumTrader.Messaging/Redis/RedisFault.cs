using System.Net.Sockets;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>What the client's exceptions and the server's error words mean. The only place that judges them.</summary>
internal static class RedisFault
{
    // Error words of a server that is up and does not serve, and what they mean.
    private static readonly Dictionary<string, string> NotServing = new(StringComparer.Ordinal)
    {
        ["LOADING"] = "it still loads its data",
        ["BUSY"] = "a script holds it up",
        ["MASTERDOWN"] = "it is a replica that has lost its master",
        ["READONLY"] = "it is a read-only replica",
        ["CLUSTERDOWN"] = "its cluster is down",
        ["TRYAGAIN"] = "its cluster moves the keys",
        ["MISCONF"] = "it cannot save its data",
        ["OOM"] = "its memory is full (maxmemory)",
        ["UNBLOCKED"] = "it has ended a blocking read",
        ["NOREPLICAS"] = "it has too few replicas",
        ["NOAUTH"] = "it wants a password",
        ["WRONGPASS"] = "it refuses the login",
        ["NOPERM"] = "its login does not allow this",
    };

    public static bool IsUnavailable(Exception failure) => failure switch
    {
        RedisServerException refused => MeaningOf(refused.Message) is not null,
        RedisConnectionException or TimeoutException or ObjectDisposedException or SocketException => true,
        _ => false,
    };

    /// <param name="reason">What a look at the server has found, perhaps in the words of the same refusal; the client's exceptions do not say much.</param>
    public static EngineUnavailableException Unavailable(RedisHost host, Exception failure, string? reason) =>
        failure is RedisServerException refused && MeaningOf(refused.Message) is { } meaning
            ? new($"Redis at {host} does not serve: {(reason?.Contains(refused.Message, StringComparison.Ordinal) == true ? reason : $"{reason ?? meaning}: {refused.Message}")}", failure)
            : new($"Redis at {host} cannot be reached: {reason ?? CauseOf(failure)}", failure);

    /// <returns>What the error of a server means that is up and does not serve; null for every other error.</returns>
    public static string? MeaningOf(string error)
    {
        var end = error.IndexOf(' ');
        return NotServing.GetValueOrDefault(end < 0 ? error : error[..end]);
    }

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
