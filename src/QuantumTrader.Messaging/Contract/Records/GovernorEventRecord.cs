using QuantumTrader.Domain;
using QuantumTrader.Domain.Governor;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>That apply was disarmed or armed again, on <see cref="Keys.GovernorEvents"/>. Contract section 6.2.</summary>
/// <param name="Reason">Code of <see cref="DisarmReason"/>, or the operator's own words.</param>
/// <param name="Symbol">Whose plan led to it; null when none did.</param>
/// <param name="TimeMs">Unix milliseconds.</param>
public sealed record GovernorEventRecord(GovernorEventKind Kind, string Reason, string? Symbol, string? PlanId, long TimeMs)
    : IWireRecord<GovernorEventRecord>
{
    private const long MillisecondsPerSecond = 1000;

    public void Write(WireWriter writer) => writer
        .Text("event", Kind.ToCode())
        .Text("reason", Reason)
        .Text("symbol", Symbol)
        .Text("plan_id", PlanId)
        .Integer("timestamp", TimeMs / MillisecondsPerSecond)
        .Integer("ts_ms", TimeMs);

    public static GovernorEventRecord Read(WireReader reader) => new(
        reader.OneOf<GovernorEventKind>("event", ReasonCodes.ToCode), reader.Text("reason"), reader.OptionalText("symbol"),
        reader.OptionalText("plan_id"), reader.Integer("ts_ms"));
}
