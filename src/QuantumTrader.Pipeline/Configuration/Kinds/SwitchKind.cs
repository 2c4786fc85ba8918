using System.Text.Json.Nodes;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>true, false, 1 or 0. Not yes or on: YAML versions disagree about what those mean.</summary>
public sealed class SwitchKind : SettingKind
{
    public override string Expectation => "true or false (or 1 or 0)";

    public override bool TryRead(string text, out object? value)
    {
        value = text.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => null,
        };
        return value is not null;
    }

    public override string Write(object value) => (bool)value ? "true" : "false";

    public override JsonNode ToJson(object value) => JsonValue.Create((bool)value);

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
