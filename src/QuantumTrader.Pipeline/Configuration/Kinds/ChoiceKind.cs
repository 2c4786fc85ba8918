using System.Text.Json.Nodes;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>One of a closed list of words: an enum in its <see cref="EnumSpelling"/>.</summary>
public sealed class ChoiceKind(Type type) : SettingKind
{
    private readonly IReadOnlyList<string> _spellings = EnumSpelling.All(type);

    public override string Expectation => $"one of {string.Join(", ", _spellings)}";

    public override bool TryRead(string text, out object? value)
    {
        var isKnown = EnumSpelling.TryRead(type, text.Trim(), out var member);
        value = member;
        return isKnown;
    }

    public override string Write(object value) => EnumSpelling.Of((Enum)value);

    public override JsonNode ToJson(object value) => JsonValue.Create(Write(value))!;

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. _spellings.Select(spelling => JsonValue.Create(spelling))]) };
}
