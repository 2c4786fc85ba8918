using System.Text.Json.Nodes;
using QuantumTrader.Domain.Ladder;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>A ladder as JSON: the list of rungs that a file may hold.</summary>
internal static class LadderJson
{
    public static JsonArray Of(HarvestLadder ladder) => new([.. ladder.Rungs.Select(Of)]);

    private static JsonObject Of(Rung rung)
    {
        var fields = new JsonObject { [RungText.AtRField] = rung.AtR, [RungText.CloseRatioField] = rung.CloseRatio };
        if (rung.Then is not null)
            fields[RungText.ThenField] = rung.Then.ToString();
        return fields;
    }
}
