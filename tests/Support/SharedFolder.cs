namespace QuantumTrader.Tests.Support;

/// <summary>
/// Recorded data that lies beside the repository: <c>QUANTUM_SHARED</c>, else <c>../shared</c>. Absent: the test is skipped, visibly.
/// </summary>
public static class SharedFolder
{
    public static string Find(string name)
    {
        var root = Environment.GetEnvironmentVariable("QUANTUM_SHARED") ?? Path.Combine(SourceRoot.Path, "..", "shared");
        var path = Path.GetFullPath(Path.Combine(root, name));
        if (!Path.Exists(path))
            Assert.Skip($"recorded data are not here: {path} (set QUANTUM_SHARED)");
        return path;
    }
}
