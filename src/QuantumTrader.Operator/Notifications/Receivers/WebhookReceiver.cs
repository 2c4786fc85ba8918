using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using QuantumTrader.Domain;
using QuantumTrader.Operator.Notifications.Sending;

namespace QuantumTrader.Operator.Notifications.Receivers;

/// <summary>
/// Posts the events as JSON, signed. The signature covers the time of the post, so that a receiver can refuse one that is replayed; the message's id is the same at each try.
/// </summary>
internal sealed class WebhookReceiver(string url, string secret, TimeSpan timeout, TimeProvider time) : IReceiver
{
    public const string TimestampHeader = "X-Quantum-Timestamp";
    public const string SignatureHeader = "X-Quantum-Signature";

    private readonly JsonPost _post = new(new Uri(url), timeout, time);

    public string Name => "webhook";

    /// <summary>Keeps a post below what web servers take by default, however long the queue is.</summary>
    public int MostEvents => 500;

    public bool RecognisesRepeats => true;

    public async Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(WebhookBody.Of(message), WebhookJson.Default.WebhookBody);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var (delivery, _) = await _post.SendAsync(
            body,
            headers =>
            {
                headers.Add(TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
                headers.Add(SignatureHeader, WebhookSignature.Of(secret, timestamp, body));
            },
            cancellation);
        return delivery;
    }

    public void Dispose() => _post.Dispose();
}

/// <param name="Lost">Earlier events that were not told.</param>
internal sealed record WebhookBody(string Id, string SentAt, long Lost, IReadOnlyList<WebhookEvent> Events)
{
    public static WebhookBody Of(OutgoingMessage message) =>
        new(message.Id, Words.Iso(message.MadeAt.ToUnixTimeMilliseconds()), message.Lost, [.. message.Events.Select(WebhookEvent.Of)]);
}

/// <summary>Fields that are not known are left out.</summary>
internal sealed record WebhookEvent(
    string Id, string Kind, string? Symbol, string Text, string At, decimal? R, decimal? Price, decimal? Quantity, decimal? Profit, string? Reason, string? PlanId)
{
    public static WebhookEvent Of(Notification one) => new(
        one.Id, one.Kind.ToCode(), one.Symbol, one.Text, Words.Iso(one.AtMs), one.R, one.Price, one.Quantity, one.Profit, one.Reason, one.PlanId);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookJson : JsonSerializerContext;
