using System.Text.Json;

namespace QuantumTrader.Cli.Explain;

/// <summary>
/// What is known of a plan, from stored facts alone; also what <c>quantum explain --json</c> prints. Times are Unix milliseconds (<c>ms</c>) or seconds (<c>epoch</c>), money and
/// prices in quote currency, quantities in base currency. A part that is null is not stored or has not happened; <paramref name="NotStored"/> says which are gone.
/// </summary>
/// <param name="PermitsConsumedMs">When the three permits were consumed, in one step; null: they were not, or it is not stored (any more).</param>
/// <param name="State">What apply remembers of the plan: <c>reserved</c>, <c>done</c> or <c>failed</c>; null: nothing (any more).</param>
/// <param name="NotStored">Pieces that must have been there and are not stored any more.</param>
/// <param name="Unreadable">Entries that could not be read, by stream; one of them may have belonged to this plan.</param>
internal sealed record Explanation(
    string PlanId,
    string Symbol,
    string? TraceId,
    Verdict Verdict,
    ActFacts? Act,
    InputFacts? Inputs,
    ProfitFacts? Profit,
    KillFacts? Kill,
    MarketFacts? Market,
    HeatFacts? Heat,
    IReadOnlyList<PermitFacts> Permits,
    long? PermitsConsumedMs,
    PlanFacts? Plan,
    IReadOnlyList<OrderFacts> Orders,
    IReadOnlyList<VenueOrderFacts> VenueOrders,
    IReadOnlyList<FillFacts> Fills,
    ResultFacts? Result,
    IReadOnlyList<ExecutionFacts> Executions,
    RepeatFacts Repeats,
    string? State,
    IReadOnlyList<string> NotStored,
    IReadOnlyDictionary<string, int> Unreadable);

/// <param name="Status">Code of <see cref="VerdictStatus"/>.</param>
/// <param name="Gate">Who refused it or is waited for: <c>heat_gate, apply, governor, p33, p26, permits, execution</c>.</param>
/// <param name="Reason">Why it was refused, in the words of the gate.</param>
internal sealed record Verdict(string Status, string? Gate, string? Reason, long? TimeMs);

/// <summary>What was proposed, and for which position.</summary>
internal sealed record ActFacts(
    string Action, double? NewSlProposed, IReadOnlyList<string> ReasonCodes, string PositionSide, long PositionOpenedEpoch, double PositionQuantity,
    double PositionEntryPrice, double PositionCurrentPrice, double PositionUnrealizedPnl, double PositionAgeSec, long ComputedMs);

/// <summary>Of when the inputs were. Ages are seconds before the computation; null for a recording, whose times are not those of the clock.</summary>
/// <param name="RiskEpoch">Null: there was no usable risk proposal and the fallback distance applied.</param>
internal sealed record InputFacts(
    string Source, long? PositionEpoch, double? PositionAgeSec, long? MarketEpoch, double? MarketAgeSec, long? RiskEpoch, double? RiskAgeSec, string? ThetaId);

/// <summary>R and its rungs. The thresholds are null when the kernel parameters are not stored.</summary>
internal sealed record ProfitFacts(double RNet, double? RiskUnit, double? CostEst, double? T1R, double? T2R, double? T3R, double? LockR);

/// <summary>The kill score. Threshold and weights are null when the kernel parameters are not stored.</summary>
internal sealed record KillFacts(double KillScore, double? KillThreshold, IReadOnlyList<KillPart> Components);

/// <param name="Contribution">Value times weight: what it adds to the exponent of the score.</param>
internal sealed record KillPart(string Name, double Value, double? Weight, double? Contribution);

internal sealed record MarketFacts(double Sigma, double Ts, double PTrend, double PMr, double PChop);

internal sealed record HeatFacts(
    double? HeatValue, string? HeatBucket, string HeatPolicy, string Mode, string OriginalAction, string CalibratedAction, string EffectiveAction,
    string Reason, long CalibratedMs);

/// <param name="Issued">How often this gate has spoken of the plan; the other fields are of the time that counted.</param>
/// <param name="Permit">The permit or refusal as it was issued.</param>
internal sealed record PermitFacts(string Gate, bool Granted, string Reason, long TimeMs, JsonElement Permit, int Issued);

internal sealed record PlanFacts(
    string Decision, IReadOnlyList<string> ReasonCodes, string? Step, string Action, string Mode, long ComputedMs, long PlannedMs);

/// <param name="Origin"><c>plan</c> or <c>intent</c>.</param>
/// <param name="Journal">What execution wrote down of the order before and after it was sent; null: not stored (any more).</param>
internal sealed record OrderFacts(
    string Step, decimal? Quantity, decimal? StopPrice, string Origin, string Reason, string ClientOrderId, long ComputedMs, long SentMs, JsonElement? Journal);

/// <summary>What the venue said of an order.</summary>
internal sealed record VenueOrderFacts(
    string? ClientOrderId, string? OrderId, string? Type, string? Side, string? Status, decimal? Quantity, decimal? StopPrice, string? Reason, long TimeMs);

internal sealed record FillFacts(
    string? Side, decimal? Quantity, decimal? Price, decimal? Fee, decimal? RealizedPnl, string? TradeId, string? ClientOrderId, long TimeMs);

internal sealed record ResultFacts(
    string Decision, bool Executed, bool WouldExecute, bool MayRetry, string? Error, long ProposalAgeMs, long TimeMs, IReadOnlyList<StepFacts> Steps);

internal sealed record StepFacts(
    string Step, string Status, string? ClientOrderId, string? Side, decimal? Quantity, decimal? ExecutedQty, decimal? AvgPrice, bool ReduceOnly, string? Details);

internal sealed record ExecutionFacts(
    string Status, string Side, decimal Quantity, decimal? Price, decimal? Fee, decimal? RealizedPnl, decimal? StopLoss, string? ClientOrderId, long Epoch);

/// <summary>The same act is proposed again while its cause lasts.</summary>
/// <param name="Plans">Plan entries by decision and reasons.</param>
/// <param name="Results">Results by their error, or <c>executed</c>, or <c>would_execute</c>.</param>
internal sealed record RepeatFacts(
    int Proposed, long? FirstMs, long? LastMs, int Calibrated, IReadOnlyDictionary<string, int> Plans, IReadOnlyDictionary<string, int> Results);
