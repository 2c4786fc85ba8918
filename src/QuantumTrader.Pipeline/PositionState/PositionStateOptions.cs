using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>Settings of the position state stage: positions, their ledger, and the P3.3 permits. Contract section 5.</summary>
[SettingsSection("position-state", "positions as the venue reports them, their ledger, and the P3.3 permits")]
public sealed class PositionStateOptions
{
    [Setting("MARKETSTATE_PREFIX", Help = "Start of the keys of the market states, for the volatility in snapshots.")]
    public string MarketStatePrefix { get; init; } = Keys.MarketStatePrefix;

    [Setting("POSITION_REFRESH_SEC", Unit = "s", Min = 0.1, Max = 3600, Help = "Longest time between two writes of a position.")]
    public double RefreshSeconds { get; init; } = 10;

    [Setting("POSITION_MAX_ACCOUNT_AGE_SEC", Unit = "s", Min = 1, Max = 86400, Help = "An account snapshot older than this is not used.")]
    public double MaxAccountAgeSeconds { get; init; } = 120;

    [Setting("P33_STALE_THRESHOLD_SEC", Unit = "s", Min = 0.1, Max = 3600, Help = "An account snapshot older than this permits nothing.")]
    public double StaleThresholdSeconds { get; init; } = 10;

    [Setting("P33_QTY_TOLERANCE_PCT", Unit = "fraction", Min = 0, Max = 0.5,
        Help = "Part of the venue's amount by which the ledger may differ; less than 0.01, or than one step of the venue, has no effect.")]
    public decimal QuantityTolerance { get; init; } = 0.01m;

    [Setting("P33_COOLDOWN_SEC", Unit = "s", Min = 0, Max = 86400, Help = "Least time between the execution of a plan and a partial close of the same symbol.")]
    public double CooldownSeconds { get; init; } = 15;

    [Setting("P33_PERMIT_TTL", Unit = "s", Min = 0.1, Max = 3600, Help = "Life of a permit.")]
    public double PermitLifeSeconds { get; init; } = 60;

    [Setting("P33_RECONCILE_GRACE_SEC", Unit = "s", Min = 0, Max = 3600,
        Help = "How long ledger and venue may differ while a fill is on its way; then the ledger is put right from the venue.")]
    public double ReconcileGraceSeconds { get; init; } = 2;

    [Setting("P33_HOLD_SEC", Unit = "s", Min = 0.1, Max = 86400, Help = "How long partial closes are held when the ledger had to be put right.")]
    public double HoldSeconds { get; init; } = 60;

    internal PositionLimits Limits => new(StaleThresholdSeconds, CooldownSeconds, QuantityTolerance);
}
