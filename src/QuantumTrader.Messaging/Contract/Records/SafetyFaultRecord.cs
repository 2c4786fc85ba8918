using QuantumTrader.Domain.Safety;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>Why safe mode was tripped, on <see cref="Keys.SafetyFaults"/>. Contract section 7.</summary>
/// <param name="Timestamp">Unix seconds.</param>
/// <param name="Symbol">Of the intent or order that tripped it.</param>
/// <param name="Side">BUY or SELL.</param>
/// <param name="Counts">Intents within the window; null when no rate tripped it.</param>
/// <param name="Limits">The limits in force; null when no rate tripped it.</param>
/// <param name="CooldownSec">How long safe mode was set for.</param>
/// <param name="ProcessId">Of the process that tripped it.</param>
public sealed record SafetyFaultRecord(
    long Timestamp,
    SafetyReason Reason,
    string Symbol,
    string Side,
    SafetyCounts? Counts,
    SafetyLimits? Limits,
    int CooldownSec,
    int ProcessId,
    string? CorrelationId,
    string? TraceId) : IWireRecord<SafetyFaultRecord>
{
    public void Write(WireWriter writer) => writer
        .Integer("timestamp", Timestamp)
        .Text("reason", WireNames.Of(Reason))
        .Text("symbol", Symbol)
        .Text("side", Side)
        .Integer("global_count", Counts?.Global)
        .Integer("symbol_count", Counts?.Symbol)
        .Integer("global_max", Limits?.GlobalMax)
        .Integer("symbol_max", Limits?.SymbolMax)
        .Integer("window_sec", Limits?.WindowSec)
        .Integer("cooldown_sec", CooldownSec)
        .Integer("router_pid", ProcessId)
        .Text("correlation_id", CorrelationId)
        .Text("trace_id", TraceId);

    public static SafetyFaultRecord Read(WireReader reader)
    {
        var cooldown = Int(reader, "cooldown_sec");
        return new SafetyFaultRecord(
            reader.Integer("timestamp"), reader.OneOf<SafetyReason>("reason", WireNames.Of), reader.Text("symbol"), reader.Text("side"),
            reader.OptionalInteger("global_count") is { } global ? new SafetyCounts(global, reader.Integer("symbol_count")) : null,
            reader.OptionalInteger("window_sec") is null
                ? null
                : new SafetyLimits(Int(reader, "global_max"), Int(reader, "symbol_max"), Int(reader, "window_sec"), cooldown),
            cooldown, Int(reader, "router_pid"), reader.OptionalText("correlation_id"), reader.OptionalText("trace_id"));
    }

    private static int Int(WireReader reader, string name) => reader.Integer(name) is var value and >= 0 and <= int.MaxValue
        ? (int)value
        : throw reader.Fail(name, reader.Text(name), "must be 0 or more and fit 32 bits");
}
