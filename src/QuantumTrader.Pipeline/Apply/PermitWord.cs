namespace QuantumTrader.Pipeline.Apply;

/// <summary>What one gate says, and why.</summary>
/// <param name="Detail">The gate's reason of a refusal; what does not fit.</param>
internal readonly record struct PermitWord(PermitState State, string? Detail = null)
{
    public static PermitWord Granted => new(PermitState.Granted);

    public static PermitWord Missing => new(PermitState.Missing);

    public static PermitWord Refused(string reason) => new(PermitState.Refused, reason);

    public static PermitWord Mismatch(string detail) => new(PermitState.Mismatch, detail);
}
