using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Domain.Ladder;

/// <summary>What one execution entry (FILLED or PARTIAL) says was traded.</summary>
/// <param name="Quantity">Of this fill alone, base currency, above 0.</param>
/// <param name="Price">Quote currency, above 0.</param>
/// <param name="AtMs">When, Unix milliseconds; names the position that the fill opens.</param>
/// <param name="StopLoss">The stop that comes with an entry, quote currency, above 0; null when none is stated. Of no meaning for a fill that closes.</param>
/// <param name="RungAtR">Trigger of the rung whose order was filled; null when the fill is nobody's, or not known to be.</param>
/// <param name="OnlyReduces">The order could not open or add: of a position that is not there, or is smaller, nothing more is closed. So the close of a position whose opening was never seen opens none.</param>
public sealed record LadderFill(OrderSide Side, decimal Quantity, decimal Price, long AtMs = 0, decimal? StopLoss = null, decimal? RungAtR = null, bool OnlyReduces = false)
{
    /// <exception cref="KernelInputException">A quantity or price is not above 0.</exception>
    public void EnsureUsable()
    {
        KernelInputException.RequirePositive("qty", Quantity);
        KernelInputException.RequirePositive("price", Price);
        if (StopLoss is { } stop)
            KernelInputException.RequirePositive("stop_loss", stop);
    }
}
