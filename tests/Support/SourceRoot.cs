namespace QuantumTrader.Tests.Support;

/// <summary>The source tree that the running program was built from.</summary>
public static class SourceRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "QuantumTrader.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds QuantumTrader.slnx");
    }
}
