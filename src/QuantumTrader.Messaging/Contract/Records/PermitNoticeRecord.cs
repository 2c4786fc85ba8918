using QuantumTrader.Domain;
using QuantumTrader.Domain.Permits;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// News of a permit that was issued or refused, on <see cref="Keys.PermitNotices"/>: wakes who waits for it, and remembers what it said after it has been consumed.
/// The permit itself is its key; a notice allows nothing.
/// </summary>
/// <param name="Reason">Code of the gate's own reason enum.</param>
/// <param name="Permit">The JSON text of the permit or of the refusal.</param>
/// <param name="TimeMs">Unix milliseconds.</param>
public sealed record PermitNoticeRecord(
    string PlanId, string Symbol, PermitGate Gate, bool Granted, string Reason, string Permit, long TimeMs, Provenance Source)
    : IWireRecord<PermitNoticeRecord>
{
    public void Write(WireWriter writer) => writer
        .Text("plan_id", PlanId)
        .Text("symbol", Symbol)
        .Text("gate", WireNames.Of(Gate))
        .Text("granted", Granted ? "true" : "false")
        .Text("reason", Reason)
        .Text("permit", Permit)
        .Integer("ts_ms", TimeMs)
        .Source(Source);

    public static PermitNoticeRecord Read(WireReader reader) => new(
        reader.Text("plan_id"), reader.Text("symbol"), reader.OneOf<PermitGate>("gate", WireNames.Of), reader.Flag("granted"),
        reader.Text("reason"), reader.Text("permit"), reader.Integer("ts_ms"), reader.Source());
}
