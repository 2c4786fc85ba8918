namespace QuantumTrader.Deploy.Tests;

/// <summary>Where the files that are tested lie.</summary>
internal static class SourceTree
{
    public static string Root => SourceRoot.Path;

    public static string Deploy { get; } = Path.Combine(Root, "deploy");

    public static string Docs { get; } = Path.Combine(Root, "docs");
}
