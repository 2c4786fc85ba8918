using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// A harvest act as the heat gate lets it pass, on <see cref="Keys.Calibrated"/>: everything that the proposal says, and what became of it. Contract section 4.
/// </summary>
/// <param name="Proposal">Its action is the original one.</param>
/// <param name="CalibratedAction">What the policy makes of it.</param>
/// <param name="IsEnforced">False (shadow): the original action stays in force.</param>
/// <param name="HeatValue">Null when the heat is not known and what reduces risk passes.</param>
/// <param name="Policy">Name of the policy table.</param>
/// <param name="CalibratedMs">Unix milliseconds.</param>
public sealed record CalibratedRecord(
    HarvestProposalRecord Proposal,
    HarvestAction CalibratedAction,
    bool IsEnforced,
    double? HeatValue,
    HeatBucket? Bucket,
    HeatReason Reason,
    string Policy,
    long CalibratedMs) : IWireRecord<CalibratedRecord>
{
    private const long MillisecondsPerSecond = 1000;

    /// <summary>The action that the later stages act on.</summary>
    public HarvestAction EffectiveAction => IsEnforced ? CalibratedAction : Proposal.Action;

    public void Write(WireWriter writer)
    {
        Proposal.Write(writer);
        writer
            .Text("original_action", Proposal.Action.ToWire())
            .Text("calibrated_action", CalibratedAction.ToWire())
            .Text("effective_action", EffectiveAction.ToWire())
            .Number("heat_value", HeatValue)
            .Text("heat_bucket", Bucket is { } bucket ? WireNames.Of(bucket) : null)
            .Text("heat_policy", Policy)
            .Text("mode", IsEnforced ? "enforce" : "shadow")
            .Text("calibrated", "true")
            .Text("reason", Reason.ToCode())
            .Integer("timestamp", CalibratedMs / MillisecondsPerSecond)
            .Integer("calibrated_ms", CalibratedMs);
    }

    public static CalibratedRecord Read(WireReader reader) => new(
        HarvestProposalRecord.Read(reader), reader.OneOf<HarvestAction>("calibrated_action", HarvestActions.ToWire), ReadMode(reader),
        reader.OptionalNumber("heat_value"), reader.OptionalText("heat_bucket") is null ? null : reader.OneOf<HeatBucket>("heat_bucket", WireNames.Of),
        reader.OneOf<HeatReason>("reason", ReasonCodes.ToCode), reader.OptionalText("heat_policy") ?? "",
        reader.OptionalInteger("calibrated_ms") ?? reader.Integer("timestamp") * MillisecondsPerSecond);

    private static bool ReadMode(WireReader reader) => reader.Text("mode") switch
    {
        "enforce" => true,
        "shadow" => false,
        var text => throw reader.Fail("mode", text, "must be enforce or shadow"),
    };
}
