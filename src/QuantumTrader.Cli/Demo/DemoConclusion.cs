using System.Globalization;
using QuantumTrader.Cli.Replay;

namespace QuantumTrader.Cli.Demo;

/// <summary>What it all came to.</summary>
internal static class DemoConclusion
{
    public static string Text(ReplayTally tally) => string.Create(
        CultureInfo.InvariantCulture,
        $"{tally.PositionsOpened} positions opened, {tally.Proposals} proposals ({string.Join(", ", tally.Actions.Select(action => $"{action.Key} {action.Value}"))}), "
        + $"{tally.Fills} fills, realised {tally.Account?.RealizedPnl ?? 0:0.00} USDT, fees {tally.Account?.FeesPaid ?? 0:0.00} USDT, "
        + $"longest unprotected {tally.UnprotectedSecondsMax} s");
}
