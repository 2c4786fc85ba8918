using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// What the fills add up to, hash <c>quantum:position:ledger:{S}</c>: our own count beside the venue's word. Contract section 5.3. Quantities in base currency.
/// </summary>
/// <param name="LastKnownAmount">Signed.</param>
/// <param name="LastPlanId">The last plan of which a fill was booked.</param>
/// <param name="LastPlanEpoch">When that was, venue time, Unix seconds.</param>
/// <param name="RecentTradeIds">Trades that have been booked, newest last: a fill that is told twice is known by them.</param>
/// <param name="UpdatedEpoch">Venue time, Unix seconds.</param>
/// <param name="ReconciledMs">When the venue was as the ledger was last put right from it, Unix milliseconds; null when that never was needed.</param>
public sealed record LedgerRecord(
    decimal LastKnownAmount,
    string? LastOrderId,
    string? LastPlanId,
    decimal? LastExecutedQuantity,
    OrderSide? LastSide,
    long? LastPlanEpoch,
    IReadOnlyList<string> RecentTradeIds,
    long UpdatedEpoch,
    Provenance Source,
    long? ReconciledMs = null) : IWireRecord<LedgerRecord>
{
    public void Write(WireWriter writer) => writer
        .Number("last_known_amt", LastKnownAmount)
        .Text("last_order_id", LastOrderId)
        .Text("last_result_plan_id", LastPlanId)
        .Number("last_executed_qty", LastExecutedQuantity)
        .Text("last_side", LastSide is { } side ? WireNames.Of(side) : null)
        .Integer("updated_at", UpdatedEpoch)
        .Integer("last_plan_epoch", LastPlanEpoch)
        .Text("recent_trade_ids", string.Join(',', RecentTradeIds))
        .Source(Source)
        .Integer("reconciled_ms", ReconciledMs);

    public static LedgerRecord Read(WireReader reader) => new(
        reader.Decimal("last_known_amt"), reader.OptionalText("last_order_id"), reader.OptionalText("last_result_plan_id"),
        reader.OptionalDecimal("last_executed_qty"),
        reader.OptionalText("last_side") is null ? null : reader.OneOf<OrderSide>("last_side", WireNames.Of),
        reader.OptionalInteger("last_plan_epoch"), reader.OptionalText("recent_trade_ids")?.Split(',') ?? [], reader.Integer("updated_at"),
        reader.Source(), reader.OptionalInteger("reconciled_ms"));
}
