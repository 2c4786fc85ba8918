using System.Globalization;

namespace QuantumTrader.Domain.Ladder;

/// <summary>What makes a ladder usable. Each rule is checked on what could be read, so that one bad number hides no other fault.</summary>
internal static class LadderRules
{
    /// <summary>Beyond it a number is a slip of the pen.</summary>
    public const decimal Highest = 1000;

    public static IEnumerable<LadderFault> Faults(IReadOnlyList<RungDraft> rungs)
    {
        if (rungs.Count == 0)
            yield return new LadderFault(null, null, "", "must have at least one rung");
        decimal? before = null;
        for (var i = 0; i < rungs.Count; i++)
        {
            foreach (var fault in Faults(rungs[i], i + 1, before))
                yield return fault;
            before = rungs[i].AtR ?? before;
        }

        var sum = rungs.Sum(rung => rung.CloseRatio is > 0 and <= 1 and var ratio ? ratio : 0);
        if (sum > 1)
            yield return new LadderFault(null, "sum of close_ratio", Text(sum), "must be at most 1: no more than the position can be closed");
    }

    private static IEnumerable<LadderFault> Faults(RungDraft rung, int number, decimal? before)
    {
        if (rung.AtR is { } trigger)
        {
            if (trigger is <= 0 or > Highest)
                yield return new LadderFault(number, RungText.AtRField, Text(trigger), "must be above 0 and at most 1000 (R)");
            if (trigger <= before)
                yield return new LadderFault(number, RungText.AtRField, Text(trigger), $"must be above the trigger before it, {Text(before.Value)}");
        }

        if (rung.CloseRatio is <= 0 or > 1)
        {
            yield return new LadderFault(
                number, RungText.CloseRatioField, Text(rung.CloseRatio.Value), "must be above 0 and at most 1 (share of the original quantity)");
        }

        if (rung.Then is RungFollowUp.TrailAtr { Multiple: <= 0 or > Highest } trail)
            yield return new LadderFault(number, RungText.ThenField, trail.ToString(), "must trail by a multiple above 0 and at most 1000");
        if (rung.Then is RungFollowUp.LockR locked && (locked.R < 0 || locked.R >= rung.AtR))
            yield return new LadderFault(number, RungText.ThenField, locked.ToString(), "must lock 0 or more and less than the trigger of its rung (R)");
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
