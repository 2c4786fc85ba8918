using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>What a <see cref="SimulatedMarket"/> plays.</summary>
/// <param name="StartMs">Open time of the first bars, Unix milliseconds, a multiple of the interval.</param>
/// <param name="BarsPerSymbol">How many bars each symbol has; null for a market without an end.</param>
public sealed record SimulatedMarketOptions(
    long Seed, IReadOnlyList<string> Symbols, long StartMs, BarInterval Interval, long? BarsPerSymbol = null);
