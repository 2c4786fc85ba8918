namespace QuantumTrader.Simulation.Tests;

/// <summary>Whether the venue saw the same in two runs of the scenario. Which symbol comes first among those of one bar says nothing.</summary>
internal static class FillComparison
{
    /// <summary>The first difference; null: there is none.</summary>
    public static string? Difference(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        foreach (var symbol in Scenario.Symbols)
        {
            List<string> due = [.. expected.Where(fill => fill.StartsWith(symbol, StringComparison.Ordinal))];
            List<string> done = [.. actual.Where(fill => fill.StartsWith(symbol, StringComparison.Ordinal))];
            var at = due.Zip(done).TakeWhile(pair => pair.First == pair.Second).Count();
            if (at < Math.Max(due.Count, done.Count))
                return $"fill {at} of {symbol} is {done.ElementAtOrDefault(at) ?? "missing"}, not {due.ElementAtOrDefault(at) ?? "missing"}";
        }

        return null;
    }
}
