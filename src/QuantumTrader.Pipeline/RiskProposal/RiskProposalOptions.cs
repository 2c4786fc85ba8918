using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.RiskProposal;

/// <summary>Settings of the risk proposal stage, contract section 2.</summary>
[SettingsSection("risk-proposal", "stop and take-profit proposals for every open position")]
public sealed class RiskProposalOptions
{
    [Setting("SYMBOLS", Help = "Symbols whose positions are looked after.")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("PUBLISH_INTERVAL_SEC", Unit = "s", Min = 0.1, Max = 3600,
        Help = "Longest time between two computations of a symbol; the hash lives six times as long.")]
    public double PublishIntervalSeconds { get; init; } = 10;

    [Setting("POSITION_SOURCE", Help = "Where positions are read.")]
    public PositionSource PositionSource { get; init; } = PositionSource.Auto;

    [Setting("ALLOW_SYNTHETIC", Help = "Lets POSITION_SOURCE auto make up a position where there is none.")]
    public bool AllowSynthetic { get; init; }

    [Setting("ENABLE_STREAM", Help = "Writes every proposal to the stream as well as to the hash.")]
    public bool EnableStream { get; init; } = true;

    [Setting("MARKETSTATE_PREFIX", Help = "Start of the market state keys; the symbol follows.")]
    public string MarketStatePrefix { get; init; } = Keys.MarketStatePrefix;

    [Setting("RISKPROPOSAL_PREFIX", Help = "Start of the risk proposal keys; the symbol follows.")]
    public string RiskProposalPrefix { get; init; } = Keys.RiskProposalPrefix;

    [Setting("RISK_MIN_STOP_DISTANCE_PCT", Unit = "fraction", Min = 0, MinExclusive = true, Max = 0.5,
        Help = "Nearest that a proposed stop may stand to the price.")]
    public double MinStopDistancePct { get; init; } = 0.001;

    [Setting("RISK_MAX_MARKETSTATE_AGE_SEC", Unit = "s", Min = 1, Max = 86400, Help = "Market state older than this counts as missing.")]
    public double MaxMarketStateAgeSeconds { get; init; } = 180;

    [Setting("RISK_MAX_POSITION_AGE_SEC", Unit = "s", Min = 1, Max = 86400, Help = "A position record older than this counts as missing.")]
    public double MaxPositionAgeSeconds { get; init; } = 120;

    [Setting("RISK_CHANGE_EPS_PCT", Unit = "fraction", Min = 0, Max = 1,
        Help = "Relative change of stop or take-profit above which a proposal is published at once.")]
    public double ChangeEpsPct { get; init; } = 0.001;

    [Setting("RISK_MAX_PUBLISH_AGE_SEC", Unit = "s", Min = 1, Max = 86400,
        Help = "An unchanged proposal is published again after this time.")]
    public double MaxPublishAgeSeconds { get; init; } = 60;

    [Setting("INPUT_WAIT_SEC", Unit = "s", Min = 0, Max = 60, Help = "How long a decision waits for an input of the same bar.")]
    public double InputWaitSeconds { get; init; } = 2;
}
