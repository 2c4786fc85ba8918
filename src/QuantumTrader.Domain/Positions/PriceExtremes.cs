using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Domain.Positions;

/// <summary>Highest and lowest price that a position has seen since it opened or flipped. Quote currency.</summary>
/// <param name="OpenedMs">Names the position within its symbol and side, Unix milliseconds.</param>
public readonly record struct PriceExtremes(PositionSide Side, long OpenedMs, decimal Peak, decimal Trough)
{
    public static PriceExtremes Opened(PositionSide side, long openedMs, decimal entryPrice) => new(side, openedMs, entryPrice, entryPrice);

    public PriceExtremes Include(decimal price) => this with { Peak = Math.Max(Peak, price), Trough = Math.Min(Trough, price) };

    /// <summary>High and low count only when the whole bar lies in the life of the position: before it opened, the price was nobody's.</summary>
    public PriceExtremes Include(Bar bar) => bar.OpenTimeMs >= OpenedMs ? Include(bar.High).Include(bar.Low) : this;

    public bool IsOf(PositionSide side, long openedMs) => Side == side && OpenedMs == openedMs;
}
