using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>What the heat gate last made of a symbol's proposal, hash <c>quantum:harvest:calibrated:{S}</c>, the gate's own key. Contract section 4.</summary>
/// <param name="CalibratedEpoch">Unix seconds.</param>
public sealed record CalibratedStateRecord(
    string PlanId,
    HarvestAction OriginalAction,
    HarvestAction CalibratedAction,
    double? HeatValue,
    HeatBucket? Bucket,
    HeatReason Reason,
    long CalibratedEpoch) : IWireRecord<CalibratedStateRecord>
{
    public void Write(WireWriter writer) => writer
        .Text("plan_id", PlanId)
        .Text("original_action", OriginalAction.ToWire())
        .Text("calibrated_action", CalibratedAction.ToWire())
        .Number("heat_value", HeatValue)
        .Text("heat_bucket", Bucket is { } bucket ? WireNames.Of(bucket) : null)
        .Text("reason", Reason.ToCode())
        .Integer("calibrated_epoch", CalibratedEpoch);

    public static CalibratedStateRecord Read(WireReader reader) => new(
        reader.Text("plan_id"), reader.OneOf<HarvestAction>("original_action", HarvestActions.ToWire),
        reader.OneOf<HarvestAction>("calibrated_action", HarvestActions.ToWire), reader.OptionalNumber("heat_value"),
        reader.OptionalText("heat_bucket") is null ? null : reader.OneOf<HeatBucket>("heat_bucket", WireNames.Of),
        reader.OneOf<HeatReason>("reason", ReasonCodes.ToCode), reader.Integer("calibrated_epoch"));
}
