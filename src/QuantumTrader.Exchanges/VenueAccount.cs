namespace QuantumTrader.Exchanges;

/// <summary>The venue's whole view of the account.</summary>
/// <param name="WalletBalance">Deposits, realised profit and fees, quote currency; without unrealised profit.</param>
/// <param name="AvailableBalance">What is free for new margin.</param>
/// <param name="HedgeMode">Two positions a symbol may be open, one a side.</param>
/// <param name="AsOfMs">Unix milliseconds.</param>
public sealed record VenueAccount(
    decimal WalletBalance,
    decimal AvailableBalance,
    decimal UnrealizedPnl,
    decimal FeesPaid,
    decimal RealizedPnl,
    bool HedgeMode,
    IReadOnlyList<VenuePosition> Positions,
    IReadOnlyList<OrderReport> OpenOrders,
    IReadOnlyDictionary<string, VenueMark> Marks,
    long AsOfMs)
{
    /// <summary>What the account is worth: wallet plus unrealised profit.</summary>
    public decimal Equity => WalletBalance + UnrealizedPnl;
}
