using QuantumTrader.Domain.MarketState;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.MarketState;

/// <summary>Settings of the market state stage, contract section 1.</summary>
[SettingsSection("market-state", "volatility, trend and regime of every symbol")]
public sealed class MarketStateOptions
{
    [Setting("MARKETSTATE_SYMBOLS", Help = "Symbols to compute the market state of.")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("MARKETSTATE_PUBLISH_INTERVAL", Unit = "s", Min = 0.1, Max = 3600,
        Help = "Longest time between two publications of a symbol; the hash lives three times as long.")]
    public double PublishIntervalSeconds { get; init; } = 60;

    // 257 closes are 256 returns, the longest window of the kernel.
    [Setting("MARKETSTATE_WINDOW_SIZE", Unit = "bars", Min = 257, Max = 5000, Help = "Closes that are kept for each symbol.")]
    public int WindowSizeBars { get; init; } = 300;

    [Setting("MARKETSTATE_SOURCE", Help = "Where the closes come from.")]
    public MarketStateSource Source { get; init; } = MarketStateSource.Candles;

    [Setting("MARKETSTATE_MAX_GAP_BARS", Unit = "bars", Min = 0, Max = 5000,
        Help = "Longest run of missing bars that the window survives; after a longer one it starts again.")]
    public int MaxGapBars { get; init; } = 5;

    [Setting("MARKETSTATE_SEED", Help = "Seed of the synthetic source.")]
    public long Seed { get; init; } = 1;

    [Setting("MARKETSTATE_PREFIX", Help = "Start of the market state keys; the symbol follows.")]
    public string Prefix { get; init; } = Keys.MarketStatePrefix;

    [Setting("MARKETSTATE_TREND_METHOD", Help = "How the slope of a trend window is measured.")]
    public TrendMethod TrendMethod { get; init; } = TrendMethod.TheilSen;
}
