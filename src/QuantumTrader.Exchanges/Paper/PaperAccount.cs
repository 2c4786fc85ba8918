namespace QuantumTrader.Exchanges.Paper;

/// <summary>The money, and the margin that the positions of all symbols bind.</summary>
internal sealed class PaperAccount(decimal leverage, IReadOnlyDictionary<string, PaperMarket> markets)
{
    public decimal WalletBalance { get; private set; }

    public decimal FeesPaid { get; private set; }

    public decimal RealizedPnl { get; private set; }

    public decimal UnrealizedPnl => markets.Values.Sum(market => market.UnrealizedPnl);

    /// <summary>Initial margin of all positions at their marks, quote currency.</summary>
    public decimal Margin => markets.Values.Sum(market => market.Notional) / leverage;

    public decimal Available => Math.Max(0, WalletBalance + UnrealizedPnl - Margin);

    public void Set(decimal walletBalance, decimal feesPaid, decimal realizedPnl) =>
        (WalletBalance, FeesPaid, RealizedPnl) = (walletBalance, feesPaid, realizedPnl);

    public void Book(decimal realizedPnl, decimal fee)
    {
        RealizedPnl += realizedPnl;
        FeesPaid += fee;
        WalletBalance += realizedPnl - fee;
    }

    /// <summary>
    /// Whether what the account is worth after the fill still covers the initial margin of everything. A fill that opens nothing is always
    /// covered.
    /// </summary>
    public bool Covers(PaperFill fill)
    {
        if (fill.Opened == 0)
            return true;
        var equity = WalletBalance + UnrealizedPnl - fill.Slippage - fill.Fee;
        return equity >= Margin + ((fill.Opened - fill.Closed) * fill.Reference / leverage);
    }
}
