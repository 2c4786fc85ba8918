namespace QuantumTrader.Exchanges.Paper;

/// <summary>The money of all symbols together, and the margin that their positions bind.</summary>
internal sealed class PaperAccount(decimal initialBalance, decimal leverage, IReadOnlyDictionary<string, PaperMarket> markets)
{
    public decimal InitialBalance => initialBalance;

    public decimal WalletBalance => initialBalance + RealizedPnl - FeesPaid;

    public decimal FeesPaid => markets.Values.Sum(market => market.FeesPaid);

    public decimal RealizedPnl => markets.Values.Sum(market => market.RealizedPnl);

    public decimal UnrealizedPnl => markets.Values.Sum(market => market.UnrealizedPnl);

    /// <summary>Initial margin of all positions at their marks, quote currency.</summary>
    public decimal Margin => markets.Values.Sum(market => market.Notional) / leverage;

    public decimal Available => Math.Max(0, WalletBalance + UnrealizedPnl - Margin);

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
