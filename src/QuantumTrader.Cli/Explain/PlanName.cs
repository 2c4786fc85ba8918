namespace QuantumTrader.Cli.Explain;

/// <summary>Finds the plan that somebody means by the first characters of its id.</summary>
internal static class PlanName
{
    /// <summary>Fewer characters name nothing, unless they are the whole id.</summary>
    public const int ShortestStart = 6;

    private const int MostNamed = 5;

    /// <returns>The id, or else the fault.</returns>
    public static (string? Id, string? Fault) Resolve(string text, IReadOnlyList<string> known)
    {
        if (known.Contains(text, StringComparer.Ordinal))
            return (text, null);
        if (text.Length < ShortestStart)
            return (null, $"PLAN_ID = '{text}': no such plan; the start of an id needs at least {ShortestStart} characters");
        var meant = known.Where(id => id.StartsWith(text, StringComparison.Ordinal)).ToList();
        return meant.Count switch
        {
            0 => (null, $"PLAN_ID = '{text}': no such plan is stored; streams keep about the newest 10,000 entries each"),
            1 => (meant[0], null),
            _ => (null, $"PLAN_ID = '{text}': {meant.Count} plans begin so: {string.Join(", ", meant.Take(MostNamed))}{(meant.Count > MostNamed ? ", …" : "")}"),
        };
    }
}
