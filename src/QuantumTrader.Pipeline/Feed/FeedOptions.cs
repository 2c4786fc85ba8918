using QuantumTrader.Domain.Markets;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Feed;

/// <summary>Settings of the feed, the stage that publishes bars.</summary>
[SettingsSection("feed", "closed bars, simulated or recorded")]
public sealed class FeedOptions : ICheckedOptions
{
    [Setting("FEED", Help = "Where the bars come from.")]
    public FeedKind Kind { get; init; } = FeedKind.Sim;

    [Setting("FEED_SYMBOLS", Help = "Symbols of the simulated market.")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("FEED_SEED", Help = "Seed of the simulated market.")]
    public long Seed { get; init; } = 7;

    [Setting("FEED_INTERVAL", Help = "Length of a bar.")]
    public BarInterval Interval { get; init; } = BarInterval.OneMinute;

    [Setting("FEED_KLINES", Help = "Kline files, folders or globs, comma-separated, when FEED is klines.")]
    public string? KlinePaths { get; init; }

    [Setting("FEED_HISTORY_BARS", Unit = "bars", Min = 0, Max = 1000, Help = "Bars of the simulated market that lie before its start, for a warm start.")]
    public int HistoryBars { get; init; } = 300;

    public IEnumerable<SettingFault> Check()
    {
        if (Kind == FeedKind.Klines && string.IsNullOrWhiteSpace(KlinePaths))
            yield return new SettingFault("FEED_KLINES", KlinePaths, "is required when FEED is klines");
    }
}
