namespace QuantumTrader.Deploy.Tests;

/// <summary>Where the files that are tested lie.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static string Deploy { get; } = Path.Combine(Root, "deploy");

    public static string Docs { get; } = Path.Combine(Root, "docs");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QuantumTrader.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds QuantumTrader.slnx");
    }
}
