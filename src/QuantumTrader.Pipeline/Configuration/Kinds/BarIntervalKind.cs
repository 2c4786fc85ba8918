using System.Text.Json.Nodes;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>The length of a bar as venues write it: 1m, 5m, 1h.</summary>
public sealed class BarIntervalKind : SettingKind
{
    public override string Expectation => $"one of {string.Join(", ", BarInterval.All)}";

    public override bool TryRead(string text, out object? value)
    {
        var isKnown = BarInterval.TryParse(text.Trim(), out var interval);
        value = isKnown ? interval : null;
        return isKnown;
    }

    public override string Write(object value) => ((BarInterval)value).ToString();

    public override JsonNode ToJson(object value) => JsonValue.Create(Write(value))!;

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. BarInterval.All.Select(interval => JsonValue.Create(interval.ToString()))]) };
}
