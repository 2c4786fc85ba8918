using System.Text.Json.Nodes;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>
/// The JSON Schemas of ladders. Of a list they say the rules of each rung, of a text the form only; that triggers ascend and shares add up to at most 1 is beyond a schema.
/// </summary>
internal static class LadderSchema
{
    private const string Number = "[0-9]+(\\.[0-9]+)?";
    private const string FollowUp = $"(breakeven|lock_r:? +{Number}|trail:? +atr +x +{Number})";
    private const string Rung = $" *{Number} *: *{Number} *(\\[ *{FollowUp} *\\])? *";
    private const string Ladder = $"{Rung}(,{Rung})*";
    private const string Side = "([Ll][Oo][Nn][Gg]|[Ss][Hh][Oo][Rr][Tt])";
    private const int HighestR = 1000;

    private static readonly string s_symbol = $"[A-Za-z0-9]{{{SymbolName.Shortest},{SymbolName.Longest}}}";
    private static readonly string s_entry = $" *{s_symbol}( +{Side})? *={Ladder}";

    public static JsonObject OfLadder() => new()
    {
        ["type"] = new JsonArray("string", "array"),
        ["pattern"] = $"^{Ladder}$",
        ["items"] = OfRung(),
        ["minItems"] = 1,
    };

    /// <summary>Ladders by symbol in the form of the environment.</summary>
    public static JsonObject OfBookText() => new() { ["type"] = "string", ["pattern"] = $"^{s_entry}(;{s_entry})*$" };

    public static JsonObject OfBook()
    {
        var book = OfBookText();
        book["type"] = new JsonArray("string", "object");
        book["minProperties"] = 1;
        book["patternProperties"] = new JsonObject
        {
            [$"^ *{s_symbol} *$"] = new JsonObject { ["anyOf"] = new JsonArray(OfLadder(), Object(new() { [$"^{Side}$"] = OfLadder() }, least: 1)) },
            [$"^ *{s_symbol} +{Side} *$"] = OfLadder(),
        };
        book["additionalProperties"] = false;
        return book;
    }

    private static JsonObject OfRung() => new()
    {
        ["type"] = new JsonArray("string", "object"),
        ["pattern"] = $"^{Ladder}$",
        ["properties"] = new JsonObject
        {
            [RungText.AtRField] = Above0(HighestR, "Trigger: profit in units of the entry risk."),
            [RungText.CloseRatioField] = Above0(1, "What to close: share of the original quantity."),
            [RungText.ThenField] = OfFollowUp(),
        },
        ["required"] = new JsonArray(RungText.AtRField, RungText.CloseRatioField),
        ["additionalProperties"] = false,
    };

    private static JsonObject OfFollowUp() => new()
    {
        ["description"] = "What happens to the stop.",
        ["type"] = new JsonArray("string", "object"),
        ["pattern"] = $"^ *{FollowUp} *$",
        ["properties"] = new JsonObject
        {
            ["lock_r"] = new JsonObject { ["type"] = "number", ["minimum"] = 0, ["description"] = "Profit that is kept, in units of the entry risk." },
            ["trail"] = new JsonObject { ["type"] = "string", ["pattern"] = $"^ *atr +x +{Number} *$", ["description"] = "Distance at which the stop follows the price." },
        },
        ["minProperties"] = 1,
        ["maxProperties"] = 1,
        ["additionalProperties"] = false,
    };

    private static JsonObject Above0(int highest, string description) =>
        new() { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = highest, ["description"] = description };

    private static JsonObject Object(JsonObject patternProperties, int least) =>
        new() { ["type"] = "object", ["patternProperties"] = patternProperties, ["minProperties"] = least, ["additionalProperties"] = false };
}
