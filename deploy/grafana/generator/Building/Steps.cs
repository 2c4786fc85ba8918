using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>Thresholds: the colour below the first value, and the colour from each value on.</summary>
public sealed record Steps(string Base, params (double From, string Colour)[] Above)
{
    /// <summary>No judgement, only a figure.</summary>
    public static Steps None { get; } = new(Colours.Plain);

    /// <summary>Good at zero, bad from one on.</summary>
    public static Steps BadFromOne { get; } = BadFrom(Limits.Any);

    /// <summary>Good at zero, worth a look from one on.</summary>
    public static Steps WarningFromOne { get; } = new(Colours.Good, (Limits.Any, Colours.Warning));

    /// <summary>Bad at zero, good from one on.</summary>
    public static Steps GoodFromOne { get; } = new(Colours.Bad, (Limits.Any, Colours.Good));

    public static Steps KillScore { get; } = new(Colours.Good, (Limits.KillScoreHigh, Colours.Bad), (Limits.KillScoreCritical, Colours.Worst));

    /// <summary>The same two limits on the scale of the weighted sum of the components.</summary>
    public static Steps KillSum { get; } = new(
        Colours.Good,
        (KillWeights.SumAt(Limits.KillScoreHigh), Colours.Bad),
        (KillWeights.SumAt(Limits.KillScoreCritical), Colours.Worst));

    public static Steps RNet { get; } = new(Colours.Bad, (Limits.RNetFair, Colours.Warning), (Limits.RNetGood, Colours.Good));

    /// <summary>Below the first rung of the ladder nothing is due; the last rungs are worth a colour of their own.</summary>
    public static Steps Rungs { get; } = new(
        Colours.Plain, (Limits.FirstRung, Colours.Warning), (Limits.SecondRung, Colours.Good), (Limits.ThirdRung, Colours.Good));

    public static Steps Heat { get; } = new(Colours.Good, (Limits.HeatWarm, Colours.Warning), (Limits.HeatHot, Colours.Bad));

    public static Steps Profit { get; } = new(Colours.Bad, (0, Colours.Good));

    public static Steps ProposalAge { get; } = BadFrom(Limits.HarvestStaleSeconds);

    /// <summary>Any time without a stop deserves a look, from the alert's limit on somebody has to act.</summary>
    public static Steps Unprotected { get; } = new(Colours.Good, (Limits.Any, Colours.Warning), (Limits.UnprotectedSeconds, Colours.Bad));

    /// <summary>For a graph of the age of the work and of the newest input.</summary>
    public static Steps StageAges { get; } = new(Colours.Good, (Limits.StageStalledSeconds, Colours.Warning), (Limits.StageInputOldSeconds, Colours.Bad));

    /// <summary>Good below one limit, bad from it on.</summary>
    public static Steps BadFrom(double limit) => new(Colours.Good, (limit, Colours.Bad));

    internal JsonObject ToJson()
    {
        var steps = new JsonArray(new JsonObject { ["color"] = Base, ["value"] = null });
        foreach (var (from, colour) in Above)
            steps.Add((JsonNode)new JsonObject { ["color"] = colour, ["value"] = from });

        return new JsonObject { ["mode"] = "absolute", ["steps"] = steps };
    }
}
