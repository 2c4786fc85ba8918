using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Pipeline.Feed;

namespace QuantumTrader.Cli.Composition;

/// <summary>Opens the bars that the settings ask for.</summary>
internal static class BarSources
{
    /// <exception cref="BarSourceException">A recording cannot be used.</exception>
    public static IBarSource Open(FeedOptions options, DateTimeOffset now) => options.Kind switch
    {
        FeedKind.Klines => RecordedBars.Open(options.KlinePaths!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        _ => Simulated(options, now),
    };

    /// <summary>A recording goes as fast as its consumers; a simulated market keeps to the clock.</summary>
    public static FeedPace PaceOf(FeedOptions options) => options.Kind == FeedKind.Klines ? FeedPace.Lockstep : FeedPace.Clock;

    private static SimulatedMarket Simulated(FeedOptions options, DateTimeOffset now)
    {
        var start = options.Interval.Floor(now.ToUnixTimeMilliseconds()) - (options.HistoryBars * options.Interval.Milliseconds);
        return new SimulatedMarket(new SimulatedMarketOptions(options.Seed, options.Symbols, start, options.Interval));
    }
}
