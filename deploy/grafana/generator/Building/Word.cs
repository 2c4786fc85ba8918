using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>A value that is shown as a word, such as 1 as ON.</summary>
public sealed record Word(string Value, string Text, string? Colour = null)
{
    public static IReadOnlyList<Word> OnIsBad { get; } = [new("0", "OFF", Colours.Good), new("1", "ON", Colours.Bad)];

    public static IReadOnlyList<Word> UpIsGood { get; } = [new("0", "DOWN", Colours.Bad), new("1", "UP", Colours.Good)];

    public static IReadOnlyList<Word> YesIsGood { get; } = [new("0", "NO", Colours.Bad), new("1", "YES", Colours.Good)];

    internal static JsonArray ToJson(IReadOnlyList<Word> words)
    {
        if (words.Count == 0)
            return [];

        var options = new JsonObject();
        foreach (var word in words)
        {
            var result = new JsonObject { ["text"] = word.Text, ["index"] = options.Count };
            if (word.Colour is not null)
                result["color"] = word.Colour;
            options[word.Value] = result;
        }

        return [new JsonObject { ["type"] = "value", ["options"] = options }];
    }
}
