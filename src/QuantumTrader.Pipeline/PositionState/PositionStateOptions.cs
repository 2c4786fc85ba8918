using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>Settings of the position state stage, which turns account snapshots into positions.</summary>
[SettingsSection("position-state", "positions as the venue reports them")]
public sealed class PositionStateOptions
{
    [Setting("MARKETSTATE_PREFIX", Help = "Start of the keys of the market states, for the volatility in snapshots.")]
    public string MarketStatePrefix { get; init; } = Keys.MarketStatePrefix;

    [Setting("POSITION_REFRESH_SEC", Unit = "s", Min = 0.1, Max = 3600, Help = "Longest time between two writes of a position.")]
    public double RefreshSeconds { get; init; } = 10;

    [Setting("POSITION_MAX_ACCOUNT_AGE_SEC", Unit = "s", Min = 1, Max = 86400, Help = "An account snapshot older than this is not used.")]
    public double MaxAccountAgeSeconds { get; init; } = 120;
}
