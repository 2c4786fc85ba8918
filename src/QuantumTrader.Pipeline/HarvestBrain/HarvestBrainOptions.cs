using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>Settings of HarvestBrain, contract section 10.</summary>
[SettingsSection("harvest-brain", "the R-ladder: partial closes, break-even and trailing by rungs")]
public sealed class HarvestBrainOptions : ICheckedOptions
{
    [Setting("HARVEST_ENGINE", Help = "Which engine acts on positions; the other one only says what it would do.")]
    public HarvestEngine Engine { get; init; } = HarvestEngine.Pipeline;

    [Setting("HARVEST_MODE", Help = "Whether the ladder suggests or acts; empty: it acts when HARVEST_ENGINE is brain.")]
    public HarvestMode? ModeChoice { get; init; }

    [Setting("HARVEST_LIVE_WRITES_ENABLED", Help = "In live mode: false marks every intent dry_run, so that the router checks it and nothing is carried out.")]
    public bool LiveWritesEnabled { get; init; } = true;

    [Setting("SYMBOLS", Help = "Symbols whose positions are taken up at the start; others are taken up when something is heard of them.")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("HARVEST_LADDER", Help = "Which share of the original quantity is closed at which profit in R: at_r:close_ratio, comma-separated, or in a file a list of rungs.")]
    public HarvestLadder Ladder { get; init; } = HarvestLadder.Default;

    [Setting("HARVEST_LADDERS", Help = "Ladders of single symbols, or of one side of a symbol, which win over HARVEST_LADDER.")]
    public LadderBook? Ladders { get; init; }

    [Setting("HARVEST_MIN_R", Unit = "R", Min = 0, Max = 1000, Help = "Below this profit nothing happens.")]
    public decimal MinR { get; init; } = 0.5m;

    [Setting("HARVEST_SET_BE_AT_R", Unit = "R", Min = 0, Max = 1000, Help = "From this profit on the stop goes to the entry price.")]
    public decimal SetBeAtR { get; init; } = 0.5m;

    [Setting("HARVEST_TRAIL_ATR_MULT", Unit = "x", Min = 0, Max = 1000, Help = "Distance of the stop that follows the price, in average true ranges of 14 one-minute bars; 0: none follows.")]
    public decimal TrailAtrMult { get; init; } = 2.0m;

    [Setting("HARVEST_DYNAMIC_LADDER", Help = "Scales the shares of the rungs by the entry risk: by 1.4 below 1 % of the entry price, by 0.6 above 2.5 %.")]
    public bool DynamicLadder { get; init; }

    [Setting("HARVEST_DEDUP_TTL_SEC", Unit = "s", Min = 1, Max = 2_592_000, Help = "How long the name of an act is kept; a rung taken is remembered with its position besides.")]
    public int DedupTtlSeconds { get; init; } = 900;

    [Setting("HARVEST_REQUIRE_FRESH_SNAPSHOT_SEC", Unit = "s", Min = 0.001, Max = 86_400, Help = "A price older than this is not acted on.")]
    public double FreshSeconds { get; init; } = 30;

    [Setting("HARVEST_MAX_ACTIONS_PER_MIN", Unit = "acts", Min = 1, Max = 100_000, Help = "Most acts within a minute; further ones wait for a later price.")]
    public int MaxActionsPerMinute { get; init; } = 30;

    [Setting("HARVEST_KILL_SWITCH_KEY", Help = "Key of a switch that is honoured besides the system's own.")]
    public string KillSwitchKey { get; init; } = Keys.Kill;

    [Setting("STREAM_EXECUTION_RESULT", Help = "Stream of the fills and prices.")]
    public string ExecutionStream { get; init; } = Keys.ExecutionResults.Name;

    [Setting("STREAM_POSITION_SNAPSHOT", Help = "Stream of the positions as the venue has them.")]
    public string SnapshotStream { get; init; } = Keys.PositionSnapshots.Name;

    [Setting("STREAM_TRADE_INTENT", Help = "Stream of the intents, live mode.")]
    public string IntentStream { get; init; } = Keys.TradeIntents.Name;

    [Setting("STREAM_HARVEST_SUGGESTIONS", Help = "Stream of the suggestions, shadow mode.")]
    public string SuggestionStream { get; init; } = Keys.HarvestSuggestions.Name;

    public HarvestMode Mode => ModeChoice ?? (Engine == HarvestEngine.Brain ? HarvestMode.Live : HarvestMode.Shadow);

    /// <summary>Where acts go.</summary>
    public string OutputStream => Mode == HarvestMode.Live ? IntentStream : SuggestionStream;

    /// <summary>Acts are carried out.</summary>
    public bool Acts => Mode == HarvestMode.Live && LiveWritesEnabled;

    /// <summary>The ladder that the settings give a position.</summary>
    public HarvestLadder LadderFor(string symbol, PositionSide side) => Ladders?.For(symbol, side) ?? Ladder;

    public IEnumerable<SettingFault> Check()
    {
        if (ModeChoice == HarvestMode.Live && Engine != HarvestEngine.Brain)
            yield return new SettingFault("HARVEST_MODE", "live", "needs HARVEST_ENGINE brain: two engines never harvest the same position");
    }
}
