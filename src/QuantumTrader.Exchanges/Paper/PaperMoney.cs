namespace QuantumTrader.Exchanges.Paper;

/// <summary>What an account is worth at one moment, quote currency.</summary>
/// <param name="Margin">Initial margin of all positions at their marks.</param>
internal readonly record struct PaperMoney(decimal WalletBalance, decimal RealizedPnl, decimal FeesPaid, decimal UnrealizedPnl, decimal Margin)
{
    public decimal Equity => WalletBalance + UnrealizedPnl;

    public decimal Available => Math.Max(0, Equity - Margin);
}
