namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>Where a process of a stage dies: at a call of a kind, before the call is carried out or after.</summary>
/// <param name="Occurrence">1: the first such call of the process.</param>
internal sealed record Boundary(string Kind, bool CarriedOut, int Occurrence)
{
    // Who only reads changes nothing; but an entry that was handed out is in nobody's hands after a death.
    private static readonly HashSet<string> Writes = ["set", "absent", "replace", "increment", "consume", "delete", "add", "append"];

    private const int Latest = 3;

    /// <summary>Of every kind of call between two stages that happens again and again: before and after it.</summary>
    /// <param name="rounds">The calls of each round of the same market.</param>
    public static IReadOnlyList<Boundary> Of(IReadOnlyList<IReadOnlyList<string>> rounds)
    {
        var boundaries = new List<Boundary>();

        // By turns at once, where the one before has died, and some entries later: one that had seen its process die too often would be put aside.
        void Add(string kind, bool carriedOut) => boundaries.Add(new Boundary(kind, carriedOut, boundaries.Count % 2 == 0 ? 1 : Later(kind)));

        int Later(string kind) => Math.Min(Latest, 1 + rounds.Min(round => round.Count(call => CallKind.Of(call) == kind)));

        foreach (var kind in rounds[0].Select(CallKind.Of).Distinct().Where(kind => rounds.All(round => round.Any(call => CallKind.Of(call) == kind))))
        {
            var operation = kind[..kind.IndexOf(' ', StringComparison.Ordinal)];
            if (Writes.Contains(operation) || operation == "acknowledge")
                Add(kind, carriedOut: false);
            if (Writes.Contains(operation) || operation == "read")
                Add(kind, carriedOut: true);
        }

        return boundaries;
    }

    public string When => CarriedOut ? "after" : "before";

    public override string ToString() => $"{When} {Kind} ({Occurrence})";
}
