using System.Globalization;
using QuantumTrader.Cli.Replay;

namespace QuantumTrader.Cli.Demo;

/// <summary>What it all came to, in three lines.</summary>
internal static class DemoConclusion
{
    public static IEnumerable<string> Lines(ReplayTally tally)
    {
        yield return $"{tally.PositionsOpened} positions opened, {tally.Proposals} proposals ({Counts(tally.Actions)}), {tally.PlansExecuted} plans executed, {tally.Fills} fills";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"harvested {tally.HarvestedR:0.00} R, realised {tally.Account?.RealizedPnl ?? 0:0.00} USDT, fees {tally.Account?.FeesPaid ?? 0:0.00} USDT, "
            + $"largest draw-down {tally.MaxDrawdown * 100:0.00} %, longest unprotected {tally.UnprotectedSecondsMax} s");
        var denials = tally.Denials.Where(denial => denial.Key != DenialCounts.Repeat).ToDictionary(StringComparer.Ordinal);
        yield return $"denials: {(denials.Count == 0 ? "none" : Counts(denials))}";
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}
