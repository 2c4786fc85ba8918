namespace QuantumTrader.Domain.Positions;

/// <summary>An open position as the kernels see it: statistics, hence doubles. Prices in quote currency.</summary>
/// <param name="PeakPrice">Highest price since the position opened.</param>
/// <param name="TroughPrice">Lowest price since the position opened.</param>
/// <param name="AgeSec">Seconds since it opened.</param>
/// <param name="UnrealizedPnl">Of the whole quantity, quote currency.</param>
/// <param name="CurrentSl">The stop in force; null when there is none.</param>
public sealed record PositionSnapshot(
    string Symbol,
    PositionSide Side,
    double Quantity,
    double EntryPrice,
    double CurrentPrice,
    double PeakPrice,
    double TroughPrice,
    double AgeSec,
    double UnrealizedPnl,
    double? CurrentSl,
    double? CurrentTp)
{
    /// <param name="mayLackEntry">
    /// An entry price of 0 is read as it stands, and then so are the other prices (docs/decisions/0003-golden-edge-cases.md).
    /// </param>
    /// <exception cref="KernelInputException">
    /// A value is not finite, the quantity or a price is not above 0, or a stop or target is below 0 (one of exactly 0 is read as it stands).
    /// </exception>
    public void EnsureUsable(bool mayLackEntry = false)
    {
        Action<string, double> requirePrice = mayLackEntry && EntryPrice == 0
            ? KernelInputException.RequireNotNegative
            : KernelInputException.RequirePositive;
        requirePrice("entry_price", EntryPrice);
        requirePrice("current_price", CurrentPrice);
        requirePrice("peak_price", PeakPrice);
        requirePrice("trough_price", TroughPrice);
        KernelInputException.RequirePositive("quantity", Quantity);
        KernelInputException.RequireFinite("age_sec", AgeSec);
        KernelInputException.RequireFinite("unrealized_pnl", UnrealizedPnl);
        if (CurrentSl is { } stop)
            KernelInputException.RequireNotNegative("current_sl", stop);
        if (CurrentTp is { } target)
            KernelInputException.RequireNotNegative("current_tp", target);
    }
}
