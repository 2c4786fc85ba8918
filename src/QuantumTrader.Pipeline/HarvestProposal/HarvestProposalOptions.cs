using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>Settings of the harvest proposal stage, contract section 3.</summary>
[SettingsSection("harvest-proposal", "partial exits, tighter stops and closes for every open position")]
public sealed class HarvestProposalOptions
{
    [Setting("SYMBOLS", Help = "Symbols whose positions are looked after.")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("PUBLISH_INTERVAL_SEC", Unit = "s", Min = 0.1, Max = 3600, Help = "Longest time between two computations of a symbol.")]
    public double PublishIntervalSeconds { get; init; } = 10;

    [Setting("MARKETSTATE_PREFIX", Help = "Start of the market state keys; the symbol follows.")]
    public string MarketStatePrefix { get; init; } = Keys.MarketStatePrefix;

    [Setting("RISKPROPOSAL_PREFIX", Help = "Start of the risk proposal keys; the symbol follows.")]
    public string RiskProposalPrefix { get; init; } = Keys.RiskProposalPrefix;

    [Setting("HARVEST_PREFIX", Help = "Start of the harvest proposal keys; the symbol follows.")]
    public string HarvestPrefix { get; init; } = Keys.HarvestProposalPrefix;

    [Setting("ENABLE_STREAM", Help = "Writes every act to the stream, where the gates read it.")]
    public bool EnableStream { get; init; } = true;

    [Setting("STREAM_NAME", Help = "Stream of the acts.")]
    public string StreamName { get; init; } = Keys.HarvestProposalStream;

    [Setting("POSITION_SOURCE", Help = "Where positions are read.")]
    public PositionSource PositionSource { get; init; } = PositionSource.Auto;

    [Setting("ALLOW_SYNTHETIC", Help = "Lets POSITION_SOURCE auto make up a position where there is none.")]
    public bool AllowSynthetic { get; init; }

    [Setting("MAX_PUBLISH_AGE_SEC", Unit = "s", Min = 1, Max = 86400,
        Help = "An unchanged proposal is published again after this time; the hash lives six times as long.")]
    public double MaxPublishAgeSeconds { get; init; } = 60;

    [Setting("CHANGE_EPS_PCT", Unit = "fraction", Min = 0, Max = 1,
        Help = "Relative change of the stop, or change of the kill score, above which a proposal is published at once.")]
    public double ChangeEpsPct { get; init; } = 0.001;

    [Setting("FALLBACK_STOP_PCT", Unit = "fraction", Min = 0, MinExclusive = true, Max = 0.5,
        Help = "Stop distance that measures risk while no risk proposal is known.")]
    public double FallbackStopPct { get; init; } = 0.02;

    [Setting("HARVEST_REPEAT_SEC", Unit = "s", Min = 0, Max = 604800,
        Help = "After this time a full close may be asked for again while its cause lasts; 0: never.")]
    public int RepeatSeconds { get; init; } = 900;

    [Setting("HARVEST_MAX_MARKETSTATE_AGE_SEC", Unit = "s", Min = 1, Max = 86400, Help = "Market state older than this counts as missing.")]
    public double MaxMarketStateAgeSeconds { get; init; } = 180;

    [Setting("HARVEST_MAX_RISK_AGE_SEC", Unit = "s", Min = 1, Max = 86400, Help = "A risk proposal older than this counts as missing.")]
    public double MaxRiskAgeSeconds { get; init; } = 180;

    [Setting("HARVEST_MAX_POSITION_AGE_SEC", Unit = "s", Min = 1, Max = 86400,
        Help = "A position record older than this counts as missing.")]
    public double MaxPositionAgeSeconds { get; init; } = 120;

    [Setting("INPUT_WAIT_SEC", Unit = "s", Min = 0, Max = 60, Help = "How long a decision waits for an input of the same bar.")]
    public double InputWaitSeconds { get; init; } = 2;
}
