using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>What an intent means, and whether it fits the position that it is about. Pure.</summary>
internal static class IntentRules
{
    /// <summary>Either what is asked for, or why it is refused.</summary>
    public static (IntentWish? Wish, Refusal? Refusal) Read(TradeIntentRecord intent)
    {
        if (SymbolOf(intent.Symbol) is not { } symbol)
            return (null, Invalid($"symbol = '{intent.Symbol}': must be one symbol such as BTCUSDT"));
        if (!intent.MovesStop && intent.Quantity is null)
            return (null, Invalid("qty is missing"));
        if (intent.MovesStop)
        {
            return intent.StopPrice is null
                ? (null, Invalid($"new_sl is missing, which {intent.IntentType} needs"))
                : (new IntentWish(intent, IntentKind.MoveStop, symbol, Closed(intent.Side)), null);
        }

        return (intent.IntentType == TradeIntentRecord.Open, intent.ReduceOnly) switch
        {
            (true, true) => (null, Invalid("reduce_only = true contradicts intent_type = OPEN")),
            (true, false) => (new IntentWish(intent, IntentKind.Open, symbol, Opened(intent.Side)), null),
            (false, true) => (new IntentWish(intent, IntentKind.Close, symbol, Closed(intent.Side)), null),
            (false, false) => (null, Refusal.Of(IntentReason.OpeningNotAllowed, $"intent_type = {intent.IntentType} without reduce_only")),
        };
    }

    /// <summary>Why an intent that reduces or protects does not fit the position as it is; null: it does.</summary>
    public static Refusal? Misfit(IntentWish wish, Stored<PositionRecord> stored)
    {
        if (stored.Error is { } error)
            return Refusal.Of(IntentReason.PositionUnreadable, error.ToString());
        if (stored.Value is not { IsFlat: false } position || position.Side != wish.PositionSide)
            return Refusal.Of(IntentReason.NoPosition);
        return wish.Kind == IntentKind.MoveStop && position.CurrentSl is { } resting && IsLooser(wish, resting)
            ? Refusal.Of(IntentReason.StopNotTighter, $"{WireNumber.Format(wish.Intent.StopPrice!.Value)} is looser than {WireNumber.Format(resting)}")
            : null;
    }

    /// <summary>A symbol as it stands in keys; null when the text is none.</summary>
    public static string? SymbolOf(string? text) => text is not null && SymbolList.TryParse(text, out var list) && list.Count == 1 ? list[0] : null;

    private static bool IsLooser(IntentWish wish, decimal resting) =>
        wish.PositionSide == PositionSide.Long ? wish.Intent.StopPrice < resting : wish.Intent.StopPrice > resting;

    private static PositionSide Opened(OrderSide side) => side == OrderSide.Buy ? PositionSide.Long : PositionSide.Short;

    private static PositionSide Closed(OrderSide side) => side == OrderSide.Sell ? PositionSide.Long : PositionSide.Short;

    private static Refusal Invalid(string detail) => Refusal.Of(IntentReason.InvalidIntent, detail);
}
