using System.Text.Json.Nodes;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>A <see cref="SymbolList"/>: comma-separated, or a list in a file.</summary>
public sealed class SymbolListKind : SettingKind
{
    private static readonly string s_symbolPattern = $"[A-Za-z0-9]{{{SymbolName.Shortest},{SymbolName.Longest}}}";

    public override string Expectation => $"symbols separated by commas, each {SymbolName.Rule}";

    public override bool AcceptsList => true;

    public override bool TryRead(string text, out object? value)
    {
        var isList = SymbolList.TryParse(text, out var list);
        value = list;
        return isList;
    }

    public override string Write(object value) => ((SymbolList)value).ToString();

    public override JsonNode ToJson(object value) => new JsonArray([.. ((SymbolList)value).Select(symbol => JsonValue.Create(symbol))]);

    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("string", "array"),
        ["pattern"] = $"^ *{s_symbolPattern}( *, *{s_symbolPattern})* *$",
        ["items"] = new JsonObject { ["type"] = "string", ["pattern"] = $"^{s_symbolPattern}$" },
        ["minItems"] = 1,
    };
}
