namespace QuantumTrader.Simulation.Tests;

/// <summary>A place to die: one call of a port by one stage, before it is carried out or after.</summary>
/// <param name="Occurrence">1: the first such call.</param>
internal sealed record CrashPoint(string Stage, string Operation, string Name, int Occurrence, bool CarriedOut)
{
    // What only reads changes nothing, whether the process dies before or after it.
    private static readonly HashSet<string> Writes = ["set", "absent", "replace", "increment", "consume", "delete", "add", "append", "acknowledge", "read", "group"];

    /// <summary>Of every kind of write that the stage did, the first, and one in the middle, after which enough happens to show what it has broken; before and after.</summary>
    public static IEnumerable<CrashPoint> Of(string stage, IReadOnlyList<string> done)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var calls = new List<(string Operation, string Name, int Occurrence)>();
        foreach (var call in done)
        {
            var (operation, name) = (call[..call.IndexOf(' ', StringComparison.Ordinal)], call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            var occurrence = seen[call] = seen.GetValueOrDefault(call) + 1;
            if (Writes.Contains(operation))
                calls.Add((operation, name, occurrence));
        }

        foreach (var kind in calls.GroupBy(call => CallKind.Of($"{call.Operation} {call.Name}")))
        {
            var all = kind.ToList();
            foreach (var (operation, name, occurrence) in new[] { all[0], all[all.Count / 2] }.Distinct())
            {
                yield return new CrashPoint(stage, operation, name, occurrence, CarriedOut: false);
                yield return new CrashPoint(stage, operation, name, occurrence, CarriedOut: true);
            }
        }
    }

    public void Arm(World world)
    {
        var faults = world.Calls.Single(calls => calls.Stage == Stage).Faults;
        faults.At(Operation, Name, CarriedOut, Occurrence);
    }

    public override string ToString() => $"{Stage} dies {(CarriedOut ? "after" : "before")} {Operation} {Name} ({Occurrence})";
}
