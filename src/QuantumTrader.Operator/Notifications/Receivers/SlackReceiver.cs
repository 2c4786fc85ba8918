using System.Text.Json;
using System.Text.Json.Serialization;
using QuantumTrader.Operator.Notifications.Sending;

namespace QuantumTrader.Operator.Notifications.Receivers;

/// <summary>An incoming webhook of Slack, or of a service that takes the same. The URL is the secret.</summary>
internal sealed class SlackReceiver(string url, TimeSpan timeout, TimeProvider time) : IReceiver
{
    private readonly JsonPost _post = new(new Uri(url), timeout, time);

    public string Name => "slack";

    public int MostEvents => int.MaxValue;

    public bool RecognisesRepeats => false;

    public async Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new SlackMessage(Escape(message.Text)), SlackJson.Default.SlackMessage);
        return (await _post.SendAsync(json, prepare: null, cancellation)).Delivery;
    }

    public void Dispose() => _post.Dispose();

    // These three begin links and mentions: the words of others must not call a whole channel.
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

internal sealed record SlackMessage(string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SlackMessage))]
internal sealed partial class SlackJson : JsonSerializerContext;
