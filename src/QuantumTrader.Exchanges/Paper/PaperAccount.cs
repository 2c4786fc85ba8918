namespace QuantumTrader.Exchanges.Paper;

/// <summary>The money of all symbols together, and the margin that their positions bind.</summary>
internal sealed class PaperAccount(decimal initialBalance, decimal leverage, IList<PaperMarket> markets)
{
    public decimal InitialBalance => initialBalance;

    /// <summary>In one pass: it is asked for after every bar, and there may be hundreds of markets.</summary>
    public PaperMoney Count()
    {
        decimal realized = 0, fees = 0, unrealized = 0, notional = 0;
        for (var i = 0; i < markets.Count; i++)
        {
            var market = markets[i];
            realized += market.RealizedPnl;
            fees += market.FeesPaid;
            unrealized += market.UnrealizedPnl;
            notional += market.Notional;
        }

        return new PaperMoney(initialBalance + realized - fees, realized, fees, unrealized, notional / leverage);
    }

    /// <summary>
    /// Whether what the account is worth after the fill still covers the initial margin of everything. A fill that opens nothing is always
    /// covered.
    /// </summary>
    public bool Covers(PaperFill fill)
    {
        if (fill.Opened == 0)
            return true;
        var money = Count();
        return money.Equity - fill.Slippage - fill.Fee >= money.Margin + ((fill.Opened - fill.Closed) * fill.Reference / leverage);
    }
}
