using QuantumTrader.Domain.Markets;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Feed;

/// <summary>Settings of the feed, the stage that publishes bars.</summary>
[SettingsSection("feed", "closed bars, simulated or recorded")]
public sealed class FeedOptions
{
    [Setting("FEED", Help = "Where the bars come from.")]
    public FeedKind Kind { get; init; } = FeedKind.Sim;

    [Setting("FEED_SYMBOLS", Help = "Symbols of the simulated market.")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("FEED_SEED", Help = "Seed of the simulated market.")]
    public long Seed { get; init; } = 7;

    [Setting("FEED_INTERVAL", Help = "Length of a bar.")]
    public BarInterval Interval { get; init; } = BarInterval.OneMinute;

    [Setting("FEED_PACE", Help = "When the next bar is published: after every consumer has finished the last, or by the clock.")]
    public FeedPace Pace { get; init; } = FeedPace.Lockstep;

    [Setting("FEED_HISTORY_BARS", Unit = "bars", Min = 0, Max = 1000,
        Help = "Bars written to the history before the first one is published, for a warm start.")]
    public int HistoryBars { get; init; } = 300;
}
