using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Redis;

/// <summary>A record as a member of a sorted set: a JSON object of its text fields, in their order.</summary>
internal static class SeriesMember
{
    // Read by programs and people at a terminal, never put into a web page: quotes and signs need no \u form.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Format(WireFields fields)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static Stored<T> Read<T>(string key, string member)
        where T : class, IWireRecord<T>
    {
        try
        {
            using var json = JsonDocument.Parse(member);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return Unreadable<T>(key, "$", member);
            var fields = new WireFields();
            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (field.Value.ValueKind != JsonValueKind.String)
                    return Unreadable<T>(key, field.Name, field.Value.GetRawText());
                fields.Add(new KeyValuePair<string, string>(field.Name, field.Value.GetString()!));
            }

            return fields.Read<T>(key);
        }
        catch (JsonException)
        {
            return Unreadable<T>(key, "$", member);
        }
    }

    private static Stored<T> Unreadable<T>(string key, string field, string text)
        where T : class, IWireRecord<T> =>
        Stored<T>.Unreadable(new WireError(key, field, text, "a JSON object of text fields is required"));
}
