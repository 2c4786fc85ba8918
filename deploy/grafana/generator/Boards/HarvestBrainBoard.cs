using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>The ladder: where each position stands on it, what is asked for, what is held back, and whether the stage that climbs it keeps up.</summary>
internal static class HarvestBrainBoard
{
    private const string Stage = "harvest-brain";

    public static Board Make() => new(
        "quantum-harvest-brain",
        "Quantum Harvest Brain",
        "Where each position stands on the ladder, what HarvestBrain suggests or asks for, what it holds back and why, and whether it keeps up.")
    {
        From = "now-6h",
        Sections =
        [
            new Section("Now", [.. BrainNow.Tiles()]),
            new Section("R", [.. BrainNow.Profit()]),
            new Section("Acts", [.. BrainActs.AskedFor()]),
            new Section("Not asked for, or refused", [.. BrainActs.HeldBack()]),
            new Section("What it hears, and protection", Entries(), StageFigures.Groups(Stage, "harvest_brain(:execution)?"), Unprotected()),
            new Section("The stage", StageFigures.Items(Stage), StageFigures.Ages(Stage), StageFigures.Durations(Stage)),
        ],
    };

    private static TimeSeriesPanel Entries() => Graphs.Lines(
        "Entries by kind",
        "Executions taken in: fills, prices, and orders that ended without a fill. Fills that stop while orders are filled: look at execution and at the lag beside.",
        Units.PerSecond,
        Query.Over("sum by (kind) (rate(quantum_harvest_brain_entries_total[$__rate_interval]))", "{{kind}}"));

    private static TimeSeriesPanel Unprotected() => Graphs.Lines(
        "Time without a stop",
        "Open positions whose stop the venue has not confirmed; above the line of 15 s an alert fires. The ladder only tightens stops, execution sets the first one: look there.",
        Units.Seconds,
        Query.Over(Owned.BySymbol("quantum_position_unprotected_seconds"), "{{symbol}}"))
        with { ShowLimits = true, Steps = Steps.Unprotected, Link = DataLink.FromSeries };
}
