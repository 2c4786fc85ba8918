namespace QuantumTrader.Exchanges.Paper;

/// <summary>The money of all symbols together, and the margin that their positions bind.</summary>
/// <param name="busy">The markets in which something is open, as they are at each call.</param>
internal sealed class PaperAccount(decimal initialBalance, decimal leverage, IList<PaperMarket> busy)
{
    private decimal _realized;
    private decimal _fees;

    public decimal InitialBalance => initialBalance;

    /// <summary>Takes in what a fill earned before fees, and what it cost.</summary>
    public void Book(decimal realizedPnl, decimal fee)
    {
        _realized += realizedPnl;
        _fees += fee;
    }

    /// <summary>It is asked for after every bar, and there may be hundreds of markets: only those are looked at where something is open.</summary>
    public PaperMoney Count()
    {
        decimal unrealized = 0, notional = 0;
        for (var i = 0; i < busy.Count; i++)
        {
            unrealized += busy[i].UnrealizedPnl;
            notional += busy[i].Notional;
        }

        return new PaperMoney(initialBalance + _realized - _fees, _realized, _fees, unrealized, notional / leverage);
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
