using QuantumTrader.Domain;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>That an intent is refused, and why.</summary>
/// <param name="Code">As it is published.</param>
/// <param name="Trip">What trips safe mode with it; null: nothing does.</param>
internal sealed record Refusal(string Code, string? Detail = null, SafetyFaultRecord? Trip = null)
{
    public static Refusal Of(IntentReason reason, string? detail = null) => new(reason.ToCode(), detail);

    public static Refusal Of(SafetyReason reason, SafetyFaultRecord? trip = null) => new(WireNames.Of(reason), null, trip);
}
