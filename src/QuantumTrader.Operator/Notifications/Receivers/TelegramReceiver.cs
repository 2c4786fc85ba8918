using System.Text.Json;
using System.Text.Json.Serialization;
using QuantumTrader.Operator.Notifications.Sending;

namespace QuantumTrader.Operator.Notifications.Receivers;

/// <summary>A bot that writes to one chat, through <c>sendMessage</c> of the Telegram Bot API. The text is plain: no sign in it is taken for formatting.</summary>
/// <param name="api">Where the Bot API is.</param>
internal sealed class TelegramReceiver(string api, string token, string chatId, TimeSpan timeout, TimeProvider time) : IReceiver
{
    private readonly JsonPost _post = new(new Uri($"{api.TrimEnd('/')}/bot{token}/sendMessage"), timeout, time);

    public string Name => "telegram";

    public int MostEvents => int.MaxValue;

    public bool RecognisesRepeats => false;

    public async Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new TelegramMessage(chatId, message.Text, DisableWebPagePreview: true), TelegramJson.Default.TelegramMessage);
        var (delivery, body) = await _post.SendAsync(json, prepare: null, cancellation);
        var answer = Read(body);
        return delivery switch
        {
            // It says yes with the status and in the answer; one without the other is no yes.
            { Failure: null } => delivery.Status == 200 && answer?.Ok == true ? delivery : delivery with { Failure = SendFailure.Refused },
            { Failure: SendFailure.RateLimited } => delivery with { RetryAfter = JsonPost.Wait(answer?.Parameters?.RetryAfter) ?? delivery.RetryAfter },
            _ => delivery,
        };
    }

    public void Dispose() => _post.Dispose();

    private static TelegramAnswer? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TelegramJson.Default.TelegramAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record TelegramMessage(string ChatId, string Text, bool DisableWebPagePreview);

internal sealed record TelegramAnswer(bool Ok, TelegramParameters? Parameters);

/// <param name="RetryAfter">Seconds.</param>
internal sealed record TelegramParameters(double? RetryAfter);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TelegramMessage))]
[JsonSerializable(typeof(TelegramAnswer))]
internal sealed partial class TelegramJson : JsonSerializerContext;
