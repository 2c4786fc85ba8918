using System.Text.Json.Nodes;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>Text as it stands. A setting that may be empty is a nullable one.</summary>
public sealed class TextKind : SettingKind
{
    public override string Expectation => "a text that is not empty";

    public override bool TryRead(string text, out object? value)
    {
        value = string.IsNullOrWhiteSpace(text) ? null : text;
        return value is not null;
    }

    public override string Write(object value) => (string)value;

    public override JsonNode ToJson(object value) => JsonValue.Create((string)value)!;

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };
}
