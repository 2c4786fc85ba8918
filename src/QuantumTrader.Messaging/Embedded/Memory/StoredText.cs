using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>
/// One value of a text key. A document is kept as the object and becomes JSON only for a reader who asks for the text; a text becomes a
/// document at its first typed read. Immutable to its readers: what is added later is computed from what is there, so racing readers agree.
/// </summary>
internal sealed class StoredText
{
    private const int LongestQuote = 200;

    private string? _text;
    private Parsed? _document;

    private StoredText(string? text, Parsed? document) => (_text, _document) = (text, document);

    public bool HasText => _text is not null;

    /// <summary>The text; for a document the first call serialises it.</summary>
    public string Text => _text ??= JsonSerializer.Serialize(_document!.Value, _document.Json);

    public static StoredText Of(string text) => new(text, null);

    /// <param name="text">The document as JSON if that was needed anyhow (for the journal).</param>
    public static StoredText Of<T>(T document, JsonTypeInfo<T> json, string? text)
        where T : class => new(text, new Parsed(document, json));

    public Stored<T> Read<T>(DocumentKey<T> key)
        where T : class
    {
        if (_document is { } document && ReferenceEquals(document.Json, key.Json))
            return Stored<T>.Of((T)document.Value);
        try
        {
            if (JsonSerializer.Deserialize(Text, key.Json) is not { } parsed)
                return Stored<T>.Unreadable(new WireError(key.Name, "$", Text, "a JSON document is required"));
            _document = new Parsed(parsed, key.Json);
            return Stored<T>.Of(parsed);
        }
        catch (JsonException malformed)
        {
            var quote = Text.Length <= LongestQuote ? Text : Text[..LongestQuote];
            return Stored<T>.Unreadable(new WireError(key.Name, malformed.Path ?? "$", quote, malformed.Message));
        }
    }

    private sealed record Parsed(object Value, JsonTypeInfo Json);
}
