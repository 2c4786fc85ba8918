using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Rendering;

/// <summary>Stored texts that should be JSON, and are shown whatever they are.</summary>
internal static class JsonText
{
    /// <summary>The JSON that the text holds, or else the text itself as a JSON string.</summary>
    public static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text, JsonTexts.Default.String);
        }
    }

    /// <summary>A member as text; null when it is not there.</summary>
    public static string? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}

[JsonSerializable(typeof(string))]
internal sealed partial class JsonTexts : JsonSerializerContext;
