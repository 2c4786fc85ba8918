using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>
/// The fill that stands for what happened at the venue while nobody told: it brings a ledger to the venue's amount. It is made from stored facts alone, so that a restart comes to the
/// same trade id, and to the same ledger. Nothing is ever closed for it.
/// </summary>
internal static class LedgerRepair
{
    /// <summary>Reason of such a fill on the stream of venue events.</summary>
    public const string Reason = "reconciled";

    private const int IdLength = 16;

    public static bool IsRepair(VenueEventRecord fill) => fill.Reason == Reason;

    /// <param name="ledger">Null when nothing was booked yet; differs from the venue.</param>
    /// <exception cref="ArgumentException">The symbol is hedged, or the amounts do not differ.</exception>
    public static VenueEventRecord Of(string symbol, LedgerRecord? ledger, AccountView account)
    {
        var booked = ledger?.LastKnownAmount ?? 0;
        if (account.AmountOf(symbol) is not { } amount || amount == booked)
            throw new ArgumentException($"{symbol}: there is nothing to put right", nameof(account));
        var missing = amount - booked;
        return new VenueEventRecord(
            VenueEventKind.Fill, symbol, OrderId: null, ClientOrderId: null, TradeId(symbol, ledger, amount, account.PositionOf(symbol)?.OpenedMs ?? 0),
            missing > 0 ? OrderSide.Buy : OrderSide.Sell, Type: null, OrderStatus.Filled, Math.Abs(missing),
            account.Account.Marks.TryGetValue(symbol, out var mark) ? mark.Price : null, StopPrice: null, Fee: null, RealizedPnl: null, Reason,
            account.Account.AsOfMs, account.Source);
    }

    public static ReconcileReason ReasonOf(LedgerRecord? ledger, decimal venueAmount) => (ledger?.LastKnownAmount ?? 0, venueAmount) switch
    {
        (0, _) => ReconcileReason.PositionUnknown,
        (_, 0) => ReconcileReason.PositionGone,
        var (booked, amount) when Math.Sign(booked) != Math.Sign(amount) => ReconcileReason.SideDiffers,
        _ => ReconcileReason.AmountDiffers,
    };

    // The newest trade makes one difference distinct from the same one later in the life of the position.
    private static string TradeId(string symbol, LedgerRecord? ledger, decimal venueAmount, long openedMs)
    {
        var booked = WireNumber.Format(ledger?.LastKnownAmount ?? 0);
        var newest = ledger?.RecentTradeIds is [.., var last] ? last : "";
        var text = string.Create(CultureInfo.InvariantCulture, $"{symbol}|{booked}|{WireNumber.Format(venueAmount)}|{openedMs}|{newest}");
        return $"{Reason}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..IdLength]}";
    }
}
