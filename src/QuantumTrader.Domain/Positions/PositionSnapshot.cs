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
    /// <exception cref="KernelInputException">
    /// A value is not finite, a price is 0 or below (an entry, trough, peak or stop of exactly 0 is read as it stands: the formulas bound it),
    /// or the quantity is not above 0.
    /// </exception>
    public void EnsureUsable()
    {
        KernelInputException.RequirePositive("quantity", Quantity);
        KernelInputException.RequireNotNegative("entry_price", EntryPrice);
        KernelInputException.RequirePositive("current_price", CurrentPrice);
        KernelInputException.RequireNotNegative("peak_price", PeakPrice);
        KernelInputException.RequireNotNegative("trough_price", TroughPrice);
        KernelInputException.RequireFinite("age_sec", AgeSec);
        KernelInputException.RequireFinite("unrealized_pnl", UnrealizedPnl);
        if (CurrentSl is { } stop)
            KernelInputException.RequireNotNegative("current_sl", stop);
        if (CurrentTp is { } target)
            KernelInputException.RequireNotNegative("current_tp", target);
    }
}
