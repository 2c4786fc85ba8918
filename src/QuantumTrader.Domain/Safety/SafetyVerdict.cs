namespace QuantumTrader.Domain.Safety;

/// <summary>What the safety kernel says of one intent.</summary>
/// <param name="Reason">Why it is denied, or that it passed as an exemption; null: nothing stood against it.</param>
public readonly record struct SafetyVerdict(SafetyReason? Reason)
{
    public bool IsAllowed => Reason is null or SafetyReason.SafetyReduceOnlyExempt;

    public bool IsExempt => Reason is SafetyReason.SafetyReduceOnlyExempt;

    /// <summary>Sets safe mode for the cool-down.</summary>
    public bool Trips => Reason is SafetyReason.GlobalRateExceeded or SafetyReason.SymbolRateExceeded;
}
