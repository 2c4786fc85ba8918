using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What HarvestBrain holds to be open, what its acts are worth, and how far each position has come.</summary>
internal static class BrainNow
{
    public static IEnumerable<Panel> Tiles() =>
    [
        Tile(
            "Open Positions",
            "Positions that HarvestBrain knows, by the fills and by the venue. Another number than on the Overview for more than a few seconds: it has missed fills, see Put right.",
            Units.Number,
            Owned.Max("quantum_harvest_brain_positions")),
        Tile(
            "Mode",
            "What becomes of acts. shadow: they are suggested, and the pipeline harvests (HARVEST_ENGINE=pipeline). dry_run: the router checks them and nothing is carried out. live: they "
            + "are carried out, and the pipeline only watches (HARVEST_ENGINE=brain).",
            Units.Number,
            Owned.ModeOfBrain,
            "{{mode}}") with { NamesOnly = true, Others = [("live", new Steps(Colours.Good)), ("dry_run", new Steps(Colours.Warning))] },
        Tile(
            "Running",
            "NO: processes are there and all stand by. UNKNOWN: none is scraped. Nobody climbs the ladder then; stops that rest at the venue stay.",
            Units.Number,
            "max(quantum_stage_running{stage=\"harvest-brain\"})",
            "running") with { Filled = true, Words = Word.YesIsGood, Steps = Steps.GoodFromOne, NoValue = "UNKNOWN" },
        Tile(
            "Last Step",
            "Time since it last had something to do. Minutes are normal with nothing open; with open positions a bar or the venue's word comes at least every minute.",
            Units.Seconds,
            "time() - (max(quantum_stage_last_processed_timestamp_seconds{stage=\"harvest-brain\"}) > 0)",
            "last step ago") with { NoValue = "never" },
        Tile(
            "Held Back in 1 h",
            "Acts that were due and not asked for. Each price counts anew, so that one rung may stand for many; below, the reasons.",
            Units.Number,
            "sum(increase(quantum_harvest_brain_blocked_total[1h]))",
            "held back") with { Decimals = 0, Steps = Steps.WarningFromOne, NoValue = "UNKNOWN" },
        Tile(
            "Longest without a Stop",
            "Longest time that an open position has had no confirmed stop. Red from 15 s: set a stop or close by hand. None while there is no position, or nobody runs execution.",
            Units.Seconds,
            Owned.Max("quantum_position_unprotected_seconds"),
            "without a stop") with { Filled = true, Steps = Steps.Unprotected, NoValue = "none" },
    ];

    public static IEnumerable<Panel> Profit() =>
    [
        Graphs.Lines(
            "R by symbol",
            "Profit of each position in units of its entry risk, at the newest price. The dashed lines are the default rungs 0.5, 1 and 1.5, a quarter of the position each; a symbol with a "
            + "ladder of its own takes its slices elsewhere. Above a line with no act in the table below: it is held back.",
            Units.R,
            Query.Over(Owned.BySymbol("quantum_harvest_brain_r"), "{{symbol}}"))
            with { Width = 16, Height = 9, Min = null, Decimals = 2, ShowLimits = true, Steps = Steps.Rungs, Link = DataLink.FromSeries },
        new BarGaugePanel(
            "R now",
            "The same at the newest price, the best one first. Yellow from the first default rung, green from the second.")
        {
            Width = 8, Height = 9, Unit = Units.R, Decimals = 2, Steps = Steps.Rungs, NoValue = "no position", Link = DataLink.FromSeries,
            Queries = [Query.Now($"sort_desc({Owned.BySymbol("quantum_harvest_brain_r")})", "{{symbol}}")],
        },
    ];

    private static StatPanel Tile(string title, string description, string unit, string expression, string? legend = null) => new(title, description)
    {
        Width = 4,
        Height = 5,
        Unit = unit,
        NoValue = "nobody runs it",
        Queries = [Query.Now(expression, legend ?? title)],
    };
}
