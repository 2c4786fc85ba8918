using QuantumTrader.Domain;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// What has passed every gate and is to be done at the venue, on <see cref="Keys.ExecutionOrders"/>: from apply (three permits consumed) or from the intent router. It
/// reduces a position or tightens its stop; nothing that it can say opens or adds.
/// </summary>
/// <param name="PlanId">The plan, or the correlation id of the intent.</param>
/// <param name="IsIntent">From the router, not from a plan.</param>
/// <param name="Quantity">Most that may be closed, base currency; null for a stop.</param>
/// <param name="StopPrice">The new stop; null for a close.</param>
/// <param name="PositionSide">The position that is meant.</param>
/// <param name="PositionOpenedEpoch">The position that is meant, Unix seconds; null when an intent does not say.</param>
/// <param name="PositionAmount">Signed amount of the position when it was permitted; null when an intent does not say.</param>
/// <param name="ComputedMs">When the proposal or intent was made, Unix milliseconds.</param>
/// <param name="SentMs">When it was sent here, Unix milliseconds.</param>
public sealed record ExecutionOrderRecord(
    string PlanId,
    string TraceId,
    string Symbol,
    bool IsIntent,
    PlanStep Step,
    decimal? Quantity,
    decimal? StopPrice,
    PositionSide PositionSide,
    long? PositionOpenedEpoch,
    decimal? PositionAmount,
    string Reason,
    long ComputedMs,
    long SentMs,
    Provenance Source) : IWireRecord<ExecutionOrderRecord>
{
    /// <summary>Id of the calibrated entry that the plan was made of: two attempts at the same plan differ in it. Null when another program does not say.</summary>
    public string? Attempt { get; init; }

    public void Write(WireWriter writer) => writer
        .Text("plan_id", PlanId)
        .Text("trace_id", TraceId)
        .Text("symbol", Symbol)
        .Text("origin", IsIntent ? "intent" : "plan")
        .Text("step", Step.ToWire())
        .Number("qty", Quantity)
        .Number("stop_price", StopPrice)
        .Text("reduce_only", "true")
        .Text("position_side", WireNames.Of(PositionSide))
        .Integer("position_opened_epoch", PositionOpenedEpoch)
        .Number("position_amt", PositionAmount)
        .Text("reason", Reason)
        .Integer("computed_ms", ComputedMs)
        .Integer("sent_ms", SentMs)
        .Source(Source)
        .Text("attempt", Attempt);

    public static ExecutionOrderRecord Read(WireReader reader) => new(
        reader.Text("plan_id"), reader.Text("trace_id"), reader.Text("symbol"), ReadOrigin(reader), reader.OneOf<PlanStep>("step", PlanSteps.ToWire),
        reader.OptionalDecimal("qty"), reader.OptionalDecimal("stop_price"), reader.OneOf<PositionSide>("position_side", WireNames.Of),
        reader.OptionalInteger("position_opened_epoch"), reader.OptionalDecimal("position_amt"), reader.OptionalText("reason") ?? "",
        reader.Integer("computed_ms"), reader.Integer("sent_ms"), reader.Source())
    {
        Attempt = reader.OptionalText("attempt"),
    };

    private static bool ReadOrigin(WireReader reader) => reader.Text("origin") switch
    {
        "intent" => true,
        "plan" => false,
        var text => throw reader.Fail("origin", text, "must be plan or intent"),
    };
}
