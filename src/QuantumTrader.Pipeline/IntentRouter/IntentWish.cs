using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>An intent that says all it must and contradicts itself nowhere.</summary>
/// <param name="PositionSide">Of the position that it opens, reduces or protects.</param>
internal sealed record IntentWish(TradeIntentRecord Intent, IntentKind Kind, string Symbol, PositionSide PositionSide)
{
    public bool ReducesRisk => Kind != IntentKind.Open;
}
