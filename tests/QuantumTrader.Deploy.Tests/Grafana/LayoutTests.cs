using System.Text.Json.Nodes;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>The grid: nothing over another, no holes, nothing without an identity.</summary>
public sealed class LayoutTests
{
    private const int Columns = 24;

    public static TheoryData<string> Boards => BoardFile.Names;

    [Fact]
    public void Uids_AreUnique_AndNamesOfTheFiles()
    {
        Assert.Equal(BoardFile.All.Count, BoardFile.All.Select(board => board.Uid).Distinct(StringComparer.Ordinal).Count());
        Assert.All(BoardFile.All, board => Assert.Equal(board.Name, board.Uid + ".json"));

        // Grafana takes no longer ones.
        Assert.All(BoardFile.All, board => Assert.InRange(board.Uid.Length, 1, 40));
    }

    [Fact]
    public void Titles_AreUnique() =>
        Assert.Equal(BoardFile.All.Count, BoardFile.All.Select(board => BoardFile.Text(board.Json, "title")).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [MemberData(nameof(Boards))]
    public void Ids_AreUnique(string name)
    {
        var ids = BoardFile.Of(name).Everything.Select(panel => panel["id"]!.GetValue<int>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id > 0));
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void PanelTitles_AreUnique(string name)
    {
        var titles = BoardFile.Of(name).Panels.Select(panel => BoardFile.Text(panel, "title")).ToList();
        Assert.Equal(titles.Count, titles.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Each open board, and each closed row by itself, fills a rectangle of full width to the last cell.</summary>
    [Theory]
    [MemberData(nameof(Boards))]
    public void Grid_HasNeitherOverlapsNorHoles(string name)
    {
        var top = BoardFile.Of(name).Json["panels"]!.AsArray().Select(panel => panel!.AsObject()).ToList();
        AssertFilled(top);
        foreach (var row in top.Where(panel => panel["panels"] is JsonArray { Count: > 0 }))
        {
            Assert.True(row["collapsed"]!.GetValue<bool>(), "panels inside a row that is open are not shown");
            AssertFilled([.. row["panels"]!.AsArray().Select(panel => panel!.AsObject())]);
        }
    }

    private static void AssertFilled(IReadOnlyList<JsonObject> panels)
    {
        var cells = new Dictionary<(int X, int Y), string>();
        foreach (var panel in panels)
        {
            var at = panel["gridPos"]!;
            int x = at["x"]!.GetValue<int>(), y = at["y"]!.GetValue<int>(), width = at["w"]!.GetValue<int>(), height = at["h"]!.GetValue<int>();
            Assert.InRange(x, 0, Columns - 1);
            Assert.InRange(x + width, x + 1, Columns);
            for (var row = y; row < y + height; row++)
            {
                for (var column = x; column < x + width; column++)
                    Assert.True(cells.TryAdd((column, row), BoardFile.Text(panel, "title")), $"{BoardFile.Text(panel, "title")} lies on {cells.GetValueOrDefault((column, row))}");
            }
        }

        var rows = cells.Keys.Select(cell => cell.Y).ToList();
        Assert.Equal(Columns * (rows.Max() - rows.Min() + 1), cells.Count);
    }
}
