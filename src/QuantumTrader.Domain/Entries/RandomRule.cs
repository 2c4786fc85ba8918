using System.Globalization;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Entries;

/// <summary>Opens a long or a short on a bar by chance: entries without an edge, so that what is earned or lost is the exits' doing.</summary>
/// <param name="seed">The same seed asks for the same entries; each bar's chance depends on its symbol and open time alone.</param>
/// <param name="probability">Chance a bar, 0 to 1.</param>
public sealed class RandomRule(long seed, double probability) : IEntryRule
{
    public EntrySignal? OnBar(Bar bar)
    {
        var random = SeededRandom.For(seed, string.Create(CultureInfo.InvariantCulture, $"{bar.Symbol}|{bar.OpenTimeMs}"));
        if (random.NextDouble() >= probability)
            return null;
        return new EntrySignal(random.NextInt(2) == 0 ? PositionSide.Long : PositionSide.Short);
    }
}
