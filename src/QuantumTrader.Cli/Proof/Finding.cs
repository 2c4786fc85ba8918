namespace QuantumTrader.Cli.Proof;

/// <summary>What one look of a proof came to.</summary>
/// <param name="Seen">What was seen, in one line with its numbers.</param>
/// <param name="Expected">What should have been seen; null unless it failed.</param>
/// <param name="Facts">Line by line what it rests on.</param>
internal sealed record Finding(ProofVerdict Verdict, string Seen, string? Expected, IReadOnlyList<string> Facts)
{
    public static Finding Pass(string seen, params IReadOnlyList<string> facts) => new(ProofVerdict.Pass, seen, null, facts);

    public static Finding Fail(string seen, string expected, params IReadOnlyList<string> facts) => new(ProofVerdict.Fail, seen, expected, facts);

    /// <param name="reason">Why there was nothing to ask.</param>
    public static Finding Skip(string reason, params IReadOnlyList<string> facts) => new(ProofVerdict.Skipped, reason, null, facts);

    /// <summary>Fails when anything is wrong, and says all of it.</summary>
    /// <param name="wrong">What is wrong, one line each.</param>
    public static Finding Of(IReadOnlyList<string> wrong, string seen, string expected, params IReadOnlyList<string> facts) =>
        wrong.Count == 0 ? Pass(seen, facts) : Fail(string.Join("; ", wrong), expected, facts);
}
