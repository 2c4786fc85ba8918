namespace QuantumTrader.Domain.Positions;

/// <summary>When two counts of one position agree. Contract section 5.4. Amounts are signed, base currency.</summary>
public static class AmountAgreement
{
    // Part of the amount that may always differ.
    private const decimal LeastFraction = 0.01m;

    /// <summary>The most that they may differ: one step of the venue, or a part of the venue's amount, whichever is more.</summary>
    /// <param name="stepSize">Of the venue, base currency; 0 when it is not known.</param>
    /// <param name="fraction">Part of the amount that may differ; less than 0.01 means 0.01.</param>
    public static decimal Tolerance(decimal venueAmount, decimal stepSize, decimal fraction) =>
        Math.Max(stepSize, Math.Max(LeastFraction, fraction) * Math.Abs(venueAmount));

    /// <summary>They have the same side, or both none, and differ by no more than the tolerance.</summary>
    public static bool Agree(decimal venueAmount, decimal ledgerAmount, decimal tolerance) =>
        Math.Sign(venueAmount) == Math.Sign(ledgerAmount) && Math.Abs(venueAmount - ledgerAmount) <= tolerance;
}
