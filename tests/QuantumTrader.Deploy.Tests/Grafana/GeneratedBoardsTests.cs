using QuantumTrader.Dashboards;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>
/// The files are made by the generator in <c>deploy/grafana/generator</c>. With the environment variable <c>QUANTUM_WRITE_DOCS=1</c> the test writes
/// them anew, else it compares.
/// </summary>
public sealed class GeneratedBoardsTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Deploy, "grafana", "dashboards");

    [Fact]
    public void Files_AreWhatTheGeneratorMakes()
    {
        foreach (var board in AllBoards.InOrder)
        {
            var path = Path.Combine(Folder, board.FileName);
            if (Environment.GetEnvironmentVariable("QUANTUM_WRITE_DOCS") == "1")
                File.WriteAllText(path, board.ToText());

            Assert.True(File.Exists(path), $"{board.FileName} is missing");
            Assert.Equal(board.ToText(), File.ReadAllText(path));
        }
    }

    [Fact]
    public void Folder_HoldsNothingElse() => Assert.Equal(
        AllBoards.InOrder.Select(board => board.FileName).Order(StringComparer.Ordinal),
        Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
}
