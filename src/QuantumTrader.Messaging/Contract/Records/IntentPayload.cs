using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>The JSON text of an intent, and the fields in it as the wire has them.</summary>
internal static class IntentPayload
{
    public const string Field = "payload";

    private const long MillisecondsPerSecond = 1000;

    // The last second of the year 9999; what is larger is in another unit.
    private const decimal LatestSecond = 253_402_300_799;

    // A name that stands twice could be read either way by two programs.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static string Format(TradeIntentRecord intent)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("symbol", intent.Symbol);
            json.WriteString("side", WireNames.Of(intent.Side));
            WriteNumber(json, "qty", intent.Quantity);
            json.WriteString("intent_type", intent.IntentType);
            json.WriteString("reason", intent.Reason);
            json.WriteBoolean("reduce_only", intent.ReduceOnly);
            WriteNumber(json, intent.MovesStop ? "new_sl" : "stop_loss", intent.StopPrice);
            json.WriteBoolean("dry_run", intent.DryRun);
            json.WriteString("source", intent.Sender);
            json.WriteString("correlation_id", intent.CorrelationId);
            json.WriteString("trace_id", intent.TraceId);
            json.WriteNumber("timestamp", intent.MadeMs / MillisecondsPerSecond);
            json.WriteNumber("ts_ms", intent.MadeMs);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    public static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        json.WritePropertyName(name);
        if (value is { } number)
            json.WriteRawValue(WireNumber.Format(number));
        else
            json.WriteNullValue();
    }

    /// <summary>The fields of the payload if there is one, else those of the entry itself.</summary>
    /// <exception cref="WireFormatException">The payload is no flat JSON object.</exception>
    public static WireReader Open(WireReader entry)
    {
        if (entry.OptionalText(Field) is not { } payload)
            return entry;
        try
        {
            using var document = JsonDocument.Parse(payload, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new WireReader(entry.Key, new WireFields(document.RootElement.EnumerateObject().Select(property => TextOf(entry, property))))
                : throw entry.Fail(Field, payload, "a JSON object is required");
        }
        catch (JsonException malformed)
        {
            throw entry.Fail(Field, payload, malformed.Message);
        }
    }

    /// <summary><c>ts_ms</c>, else <c>timestamp</c> in Unix seconds or as ISO 8601. Unix milliseconds.</summary>
    public static long ReadTime(WireReader reader)
    {
        if (reader.OptionalInteger("ts_ms") is { } exact)
            return exact;
        var text = reader.Text("timestamp");
        if (WireNumber.TryParse(text, out decimal seconds) && seconds is >= 0 and <= LatestSecond)
            return (long)(seconds * MillisecondsPerSecond) + (seconds % 1 == 0 ? MillisecondsPerSecond - 1 : 0);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : throw reader.Fail("timestamp", text, "must be Unix seconds or ISO 8601 UTC");
    }

    private static KeyValuePair<string, string> TextOf(WireReader entry, JsonProperty property) => new(property.Name, property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Number => property.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        _ => throw entry.Fail($"{Field}.{property.Name}", property.Value.GetRawText(), "must be a text, a number, true or false"),
    });
}
