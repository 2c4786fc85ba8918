using System.Globalization;

namespace QuantumTrader.Domain.Ladder;

/// <summary>What a rung does to the stop once it is reached, beside closing its share: the word <c>then</c> of a ladder.</summary>
public abstract record RungFollowUp
{
    private RungFollowUp()
    {
    }

    /// <summary>In plain words, to follow "then".</summary>
    public abstract string Describe();

    /// <summary>The stop goes to the entry price.</summary>
    public sealed record Breakeven : RungFollowUp
    {
        public override string Describe() => "move the stop to the entry price";

        public override string ToString() => "breakeven";
    }

    /// <summary>The stop goes to entry + R times the entry risk (entry - R times for a short).</summary>
    /// <param name="R">Profit that is locked in, 0 or more and below the trigger of the rung: the stop must not lie beyond the price that sets it.</param>
    public sealed record LockR(decimal R) : RungFollowUp
    {
        public override string Describe() => $"move the stop to where {PlainNumber.Of(R)} R of profit is kept";

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"lock_r: {R}");
    }

    /// <summary>The stop follows the price while R is at the trigger of the rung or above it.</summary>
    /// <param name="Multiple">Distance from the price in average true ranges, above 0.</param>
    public sealed record TrailAtr(decimal Multiple) : RungFollowUp
    {
        public override string Describe() => $"let the stop follow the price at {PlainNumber.Of(Multiple)} times the average true range (ATR)";

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"trail: atr x {Multiple}");
    }
}
