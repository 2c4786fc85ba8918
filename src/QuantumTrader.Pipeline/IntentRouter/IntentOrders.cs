using System.Security.Cryptography;
using System.Text;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>What accepted intents become. Pure: the same intent becomes the same order, so that a repeat is recognised by its ids.</summary>
public static class IntentOrders
{
    private const int RequestIdLength = 16;

    /// <summary>A wish for the paper venue.</summary>
    /// <param name="symbol">As in keys.</param>
    public static EntryRequestRecord EntryOf(TradeIntentRecord intent, string symbol, PositionSide side) => new(
        RequestIdOf(intent.CorrelationId), symbol, side,
        intent.Quantity ?? throw new ArgumentException("an opening intent names a quantity", nameof(intent)), intent.StopPrice, intent.MadeMs);

    internal static ExecutionOrderRecord OrderOf(IntentWish wish, PositionRecord position, long nowMs) => new(
        wish.Intent.CorrelationId,
        wish.Intent.TraceId ?? wish.Intent.CorrelationId,
        wish.Symbol,
        IsIntent: true,
        wish.Kind == IntentKind.Close ? PlanStep.CloseQuantity : PlanStep.UpdateSl,
        wish.Kind == IntentKind.Close ? Math.Min(wish.Intent.Quantity!.Value, position.Quantity) : null,
        wish.Kind == IntentKind.Close ? null : wish.Intent.StopPrice,
        wish.PositionSide,
        PositionOpenedEpoch: null,
        PositionAmount: null,
        wish.Intent.Reason ?? "",
        Math.Min(wish.Intent.MadeMs, nowMs),
        nowMs,
        position.Source);

    // A correlation id may be longer than a client order id, and may hold what that must not.
    private static string RequestIdOf(string correlationId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(correlationId)))[..RequestIdLength];
}
