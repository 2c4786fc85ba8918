using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Exchanges.Tests.Paper;

/// <summary>
/// A second bookkeeping, from the fills alone: cash paid and received and quantities held, per position, without any average entry. Checks
/// each fill as it comes.
/// </summary>
internal sealed class PaperLedger(decimal initial)
{
    private readonly Dictionary<(string Symbol, PositionSide? Side), (decimal Cash, decimal Quantity)> _books = [];
    private readonly Dictionary<string, decimal> _filledByOrder = new(StringComparer.Ordinal);
    private readonly HashSet<string> _trades = new(StringComparer.Ordinal);

    public decimal Fees { get; private set; }

    public decimal Realized { get; private set; }

    public void Take(VenueFillEvent fill)
    {
        Assert.True(_trades.Add(fill.TradeId), $"trade {fill.TradeId} came twice");
        Assert.True(fill.Quantity > 0 && fill.Price > 0 && fill.Fee >= 0);
        var request = fill.Order.Request;
        var key = (fill.Symbol, request.PositionSide);
        var (cash, before) = _books.GetValueOrDefault(key);
        var signed = fill.Side == OrderSide.Buy ? fill.Quantity : -fill.Quantity;
        var after = before + signed;

        var isHedgeClose = request.PositionSide is { } side && OrderSides.ToClose(side) == request.Side;
        if (request.ReduceOnly || request.ClosePosition || isHedgeClose)
            Assert.True(before != 0 && Math.Abs(after) < Math.Abs(before) && after * before >= 0, $"{request} took {before} to {after}");
        if (request.PositionSide is { } held)
            Assert.True(held == PositionSide.Long ? after >= 0 : after <= 0);

        _books[key] = (cash - (signed * fill.Price), after);
        Fees += fill.Fee;
        Realized += fill.RealizedPnl;
        var filled = _filledByOrder[fill.Order.OrderId] = _filledByOrder.GetValueOrDefault(fill.Order.OrderId) + fill.Quantity;
        Assert.True(request.Quantity is not { } asked || filled <= asked, $"{request} filled {filled}");
        Assert.Equal(fill.Order.FilledQuantity, filled);
    }

    public void Compare(VenueAccount account)
    {
        // The venue sums up by symbol first: the last of 28 digits may be rounded otherwise.
        Assert.Equal(account.FeesPaid, Fees, 20);
        Assert.Equal(account.RealizedPnl, Realized, 20);
        Assert.Equal(account.UnrealizedPnl, account.Positions.Sum(position => position.UnrealizedPnl), 9);
        Assert.Equal(account.Equity, account.WalletBalance + account.UnrealizedPnl);

        // Averages are rounded to 28 digits, so the two ways to count agree to far below one unit of any currency, not to the last digit.
        Assert.Equal(initial + Realized - Fees, account.WalletBalance, 9);
        var worth = initial - Fees + _books.Sum(book => book.Value.Cash + (book.Value.Quantity == 0 ? 0 : book.Value.Quantity * account.Marks[book.Key.Symbol].Price));
        Assert.Equal(worth, account.Equity, 9);

        foreach (var (key, book) in _books)
        {
            var open = account.Positions.Where(one => one.Symbol == key.Symbol && (key.Side is null || one.Side == key.Side));
            Assert.Equal(book.Quantity, open.Sum(one => one.Side == PositionSide.Long ? one.Quantity : -one.Quantity));
        }
    }
}
