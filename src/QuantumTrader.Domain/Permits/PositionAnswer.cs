namespace QuantumTrader.Domain.Permits;

/// <summary>What the position state brain says of a plan.</summary>
/// <param name="Quantity">What may be closed, base currency; for a stop the whole position; null when refused.</param>
/// <param name="Context">The numbers behind a refusal; null when allowed.</param>
public sealed record PositionAnswer(PositionReason Reason, decimal? Quantity, string? Context)
{
    public bool IsAllowed => Reason == PositionReason.SanityChecksPassed;

    public static PositionAnswer Allow(decimal quantity) => new(PositionReason.SanityChecksPassed, quantity, null);

    public static PositionAnswer Deny(PositionReason reason, FormattableString context) => new(reason, null, FormattableString.Invariant(context));
}
