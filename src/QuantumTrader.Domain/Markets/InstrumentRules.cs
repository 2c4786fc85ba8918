namespace QuantumTrader.Domain.Markets;

/// <summary>What a venue accepts for a symbol (Binance: PRICE_FILTER, LOT_SIZE, MIN_NOTIONAL). All values above 0 except the minimums, which may be 0.</summary>
/// <param name="TickSize">Smallest price step, quote currency.</param>
/// <param name="StepSize">Smallest quantity step, base currency.</param>
/// <param name="MinQuantity">Smallest order quantity, base currency.</param>
/// <param name="MinNotional">Smallest order value, quote currency; venues exempt reduce-only orders.</param>
public sealed record InstrumentRules(string Symbol, decimal TickSize, decimal StepSize, decimal MinQuantity, decimal MinNotional)
{
    /// <summary>The largest multiple of the step that is not above the quantity: an order never grows by rounding.</summary>
    public decimal FloorQuantity(decimal quantity) => Floor(quantity, StepSize);

    public decimal FloorPrice(decimal price) => Floor(price, TickSize);

    public decimal CeilingPrice(decimal price) => -Floor(-price, TickSize);

    /// <summary>The stop price on the tick grid that protects at least as tightly: up for a long, down for a short.</summary>
    public decimal RoundStop(decimal price, Positions.PositionSide side) =>
        side == Positions.PositionSide.Long ? CeilingPrice(price) : FloorPrice(price);

    public bool IsOnTick(decimal price) => price % TickSize == 0;

    public bool IsOnStep(decimal quantity) => quantity % StepSize == 0;

    /// <summary>The venue does not take an order of this size by itself.</summary>
    /// <param name="price">Quote currency.</param>
    public bool IsBelowMinimum(decimal quantity, decimal price) => quantity <= 0 || quantity < MinQuantity || quantity * price < MinNotional;

    private static decimal Floor(decimal value, decimal step)
    {
        // A quotient is rounded to 28 digits, which can lift it to the next whole number.
        var floored = Math.Floor(value / step) * step;
        return floored > value ? floored - step : floored;
    }
}
