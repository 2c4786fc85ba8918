namespace QuantumTrader.Messaging.Contract.Permits;

/// <summary>The position state brain's permit or refusal. Contract section 5.4. A refusal has no quantities and says its context.</summary>
/// <param name="SafeQty">What may be closed, base currency, in the venue's step; for a stop the whole position.</param>
/// <param name="SafeCloseQty">The same number under its other name.</param>
/// <param name="ExchangePositionAmt">Signed, as the venue reports it; the permit dies when it changes.</param>
/// <param name="PositionOpenedEpoch">Names the position, Unix seconds.</param>
/// <param name="Context">The numbers behind a refusal.</param>
/// <param name="CreatedAt">Unix seconds.</param>
public sealed record P33Permit(
    bool Allow,
    string Symbol,
    string PlanId,
    decimal? SafeQty,
    decimal? SafeCloseQty,
    decimal? ExchangePositionAmt,
    decimal? LedgerAmt,
    long? PositionOpenedEpoch,
    string Reason,
    string? Context,
    long CreatedAt);
