namespace QuantumTrader.Exchanges.Tests;

/// <summary>Recordings that the project does not ship; what needs them skips visibly when they are absent.</summary>
internal static class SharedData
{
    /// <summary>The path below <c>shared/data</c>, or a skip of the running test.</summary>
    public static string PathOf(string relative)
    {
        var shared = Environment.GetEnvironmentVariable("QUANTUM_SHARED");
        if (string.IsNullOrEmpty(shared))
            shared = Path.Combine(Repository(), "..", "shared");
        var path = Path.GetFullPath(Path.Combine(shared, "data", relative));
        if (!File.Exists(path) && !Directory.Exists(path))
            Assert.Skip($"recorded data is absent: {relative} (set QUANTUM_SHARED to the folder that holds data/)");
        return path;
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QuantumTrader.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"no QuantumTrader.slnx above {AppContext.BaseDirectory}");
    }
}
