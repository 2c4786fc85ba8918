namespace QuantumTrader.Operator.Notifications.Sending;

/// <summary>Why a receiver did not take a message.</summary>
public enum SendFailure
{
    /// <summary>It did not answer in time: it may have taken the message.</summary>
    Timeout,

    /// <summary>The connection was lost before the whole answer was there: it may have taken the message.</summary>
    ConnectionLost,

    /// <summary>It cannot be reached: nothing was sent.</summary>
    Unreachable,

    /// <summary>429: later.</summary>
    RateLimited,

    /// <summary>5xx: it is in trouble.</summary>
    ServerError,

    /// <summary>Any other answer that is no yes: asking again would not help.</summary>
    Refused,
}

internal static class SendFailures
{
    /// <summary>Whether the message may have arrived all the same.</summary>
    public static bool IsAmbiguous(this SendFailure failure) => failure is SendFailure.Timeout or SendFailure.ConnectionLost;
}
