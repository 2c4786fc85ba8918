using System.Globalization;

namespace QuantumTrader.Operator.Notifications.Sending;

/// <summary>What became of one try to send a message. Says nothing of where it was sent: it is logged.</summary>
/// <param name="Failure">Null: the receiver took it.</param>
/// <param name="Status">Of the answer; null when there was none.</param>
/// <param name="RetryAfter">When the receiver wants to be asked again.</param>
public readonly record struct Delivery(SendFailure? Failure, int? Status = null, TimeSpan? RetryAfter = null)
{
    public static Delivery Taken => default;

    /// <summary>For logs and people.</summary>
    public string InWords => Failure switch
    {
        null => "sent",
        SendFailure.Timeout => "no answer in time",
        SendFailure.ConnectionLost => "the connection was lost",
        SendFailure.Unreachable => "it cannot be reached",
        SendFailure.RateLimited => "it takes no more for now (HTTP 429)",
        SendFailure.ServerError => Answered("it is in trouble"),
        _ => Answered("it refuses the message"),
    };

    private string Answered(string text) => Status is { } status ? string.Create(CultureInfo.InvariantCulture, $"{text} (HTTP {status})") : text;
}
