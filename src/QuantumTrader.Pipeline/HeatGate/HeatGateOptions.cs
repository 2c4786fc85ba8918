using QuantumTrader.Domain.Heat;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>Settings of the heat gate, contract section 4.</summary>
[SettingsSection("heat-gate", "what the heat of the portfolio makes of a proposed close")]
public sealed class HeatGateOptions : ICheckedOptions
{
    [Setting("SYMBOLS", Help = "Symbols whose positions are the portfolio; one that is missing here leaves the heat unknown while it is open.")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("P26_MODE", Help = "Whether the calibrated action is in force, or only said beside the original one.")]
    public GateMode Mode { get; init; } = GateMode.Enforce;

    [Setting("HEAT_MIN", Unit = "fraction", Min = 0, MinExclusive = true, Max = 1000, Help = "Below it the portfolio is cold.")]
    public double HeatMin { get; init; } = HeatRule.DefaultHeatMin;

    [Setting("HEAT_MAX", Unit = "fraction", Min = 0, MinExclusive = true, Max = 1000, Help = "From here on the portfolio is hot.")]
    public double HeatMax { get; init; } = HeatRule.DefaultHeatMax;

    [Setting("HEAT_POLICY", Help = "What becomes of a close in each bucket.")]
    public HeatPolicyChoice PolicyChoice { get; init; } = HeatPolicyChoice.Harvest;

    [Setting("HEAT_POLICY_TABLE", Help = "Rows of the policy custom: BUCKET ACTION RESULT, separated by commas; what no row names passes unchanged.")]
    public string? PolicyTable { get; init; }

    [Setting("HEAT_KILL_OVERRIDE", Unit = "fraction", Min = 0, Max = 1, Help = "A proposal with a kill score this high is never weakened.")]
    public double KillOverride { get; init; } = HeatRule.DefaultKillOverride;

    [Setting("HOLD_KILL_MAX", Unit = "fraction", Min = 0, Max = 1, Help = "Kill score below which the policy moderate may hold a full close.")]
    public double HoldKillMax { get; init; } = HeatRule.DefaultHoldKillMax;

    [Setting("ENABLE_HOLD_CLOSE", Help = "Lets the policy moderate hold a full close in a hot portfolio.")]
    public bool EnableHoldClose { get; init; }

    [Setting("HEAT_FAIL_MODE", Help = "While the heat is not known, a close gets no permit, or passes unchanged; in either mode of the gate.")]
    public HeatFailMode FailMode { get; init; } = HeatFailMode.Closed;

    [Setting("HEAT_SIGMA_HORIZON_BARS", Unit = "bars", Min = 1, Max = 100000, Help = "Bars ahead that volatility is scaled to, by the square root.")]
    public double SigmaHorizonBars { get; init; } = 1;

    [Setting("HEAT_MAX_PORTFOLIO_AGE_SEC", Unit = "s", Min = 1, Max = 86400, Help = "A portfolio or position older than this leaves the heat unknown.")]
    public double MaxPortfolioAgeSeconds { get; init; } = 120;

    [Setting("HEAT_MAX_MARKETSTATE_AGE_SEC", Unit = "s", Min = 1, Max = 86400, Help = "A market state older than this leaves the heat unknown.")]
    public double MaxMarketStateAgeSeconds { get; init; } = 180;

    [Setting("MARKETSTATE_PREFIX", Help = "Start of the market state keys; the symbol follows.")]
    public string MarketStatePrefix { get; init; } = Keys.MarketStatePrefix;

    [Setting("STREAM_NAME", Help = "Stream of the proposed acts.")]
    public string StreamName { get; init; } = Keys.HarvestProposalStream;

    /// <summary>The rule that these settings make.</summary>
    public HeatRule ToRule() => new(ToPolicy(), HeatMin, HeatMax, KillOverride, SigmaHorizonBars);

    public IEnumerable<SettingFault> Check()
    {
        if (HeatMin >= HeatMax)
            yield return new SettingFault("HEAT_MIN", $"{HeatMin}", $"must be below HEAT_MAX, {HeatMax}");
        if (PolicyChoice != HeatPolicyChoice.Custom && PolicyTable is not null)
            yield return new SettingFault("HEAT_POLICY_TABLE", PolicyTable, "needs HEAT_POLICY custom: no other policy reads it");
        if (PolicyChoice == HeatPolicyChoice.Custom && PolicyTable is null)
            yield return new SettingFault("HEAT_POLICY_TABLE", null, "must hold the rows of the policy custom: BUCKET ACTION RESULT, separated by commas");
        if (PolicyTable is null)
            yield break;
        _ = HeatTable.Read(PolicyTable, out var faults);
        foreach (var fault in faults)
            yield return new SettingFault("HEAT_POLICY_TABLE", PolicyTable, $"must hold rows that weaken: {fault}");
    }

    private HeatPolicy ToPolicy() => PolicyChoice switch
    {
        HeatPolicyChoice.Moderate => HeatPolicy.Moderate(EnableHoldClose ? HoldKillMax : null),
        HeatPolicyChoice.HoldHot => HeatPolicy.HoldHot,
        HeatPolicyChoice.Custom => new HeatPolicy("custom", HeatTable.Read(PolicyTable ?? "", out _)),
        _ => HeatPolicy.Harvest,
    };
}
