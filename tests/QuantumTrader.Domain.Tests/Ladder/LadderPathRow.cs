namespace QuantumTrader.Domain.Tests.Ladder;

/// <summary>One row of a table in <c>paths.md</c>.</summary>
/// <param name="Line">Where it stands in the file, to find it again.</param>
internal sealed record LadderPathRow(int Line, string Event, string R, string Acts, string Position, string Stop)
{
    private const string File = "paths.md";

    /// <summary>The tables by their headings, in the order of the file.</summary>
    public static Dictionary<string, List<LadderPathRow>> Tables()
    {
        var tables = new Dictionary<string, List<LadderPathRow>>();
        List<LadderPathRow> table = [];
        var lines = System.IO.File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Ladder", File));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
                tables.Add(lines[i][3..], table = []);
            if (!lines[i].StartsWith('|') || lines[i].StartsWith("|---", StringComparison.Ordinal) || lines[i].StartsWith("| event", StringComparison.Ordinal))
                continue;
            var cells = lines[i].Split('|', StringSplitOptions.TrimEntries);
            table.Add(new LadderPathRow(i + 1, cells[1], cells[2], cells[3], cells[4], cells[5]));
        }

        return tables;
    }
}
