using System.Text.Json.Nodes;
using QuantumTrader.Cli.Rendering;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Pipeline.Configuration;
using Spectre.Console;

namespace QuantumTrader.Cli.Configuration;

/// <summary>A ladder in force, in words.</summary>
/// <param name="Owner">Null: whatever has no ladder of its own.</param>
internal sealed record ExplainedLadder(LadderOwner? Owner, HarvestLadder Ladder)
{
    private const int Width = 100;

    /// <summary>The ladder for all, then those of single symbols; empty when no setting is a ladder.</summary>
    public static IReadOnlyList<ExplainedLadder> AllOf(SettingsBinder settings)
    {
        object?[] values = [.. settings.Sections.SelectMany(section => section.Settings).Select(bound => bound.Value)];
        return
        [
            .. values.OfType<HarvestLadder>().Select(ladder => new ExplainedLadder(null, ladder)),
            .. values.OfType<LadderBook>().SelectMany(book => book.Ladders).Select(one => new ExplainedLadder(one.Owner, one.Ladder)),
        ];
    }

    /// <summary>What each ladder does, for a person.</summary>
    public static void Write(IReadOnlyList<ExplainedLadder> ladders, CommandOutput output)
    {
        if (ladders.Count == 0)
            return;
        var rest = ladders.Count == 1 ? "all symbols" : "all others";
        (string Label, HarvestLadder Ladder)[] rows = [.. ladders.Select(one => (one.Owner?.ToString() ?? rest, one.Ladder))];
        var grid = Page.Labelled(rows.Max(row => row.Label.Length) + 1);
        foreach (var (label, ladder) in rows)
        {
            grid.AddEmptyRow();
            grid.AddRow(Text(label, "bold"), Text(ladder.ToString(), "bold"));
            foreach (var sentence in ladder.Sentences())
                grid.AddRow(Text("", "default"), Text(sentence, "default"));
        }

        const string unit = "Ladders. 1 R is what the position stands to lose between its entry and the stop it was opened with.";
        Page.Write(output, Width, new Markup($"\n[grey]{unit}[/]\n"), grid);
    }

    public JsonObject ToJson() => new()
    {
        ["symbol"] = Owner?.Symbol,
        ["side"] = Owner?.Side?.ToString().ToLowerInvariant(),
        ["ladder"] = Ladder.ToString(),
        ["explanation"] = Ladder.Describe(),
    };

    private static Markup Text(string text, string style) => new($"[{style}]{Markup.Escape(text)}[/]");
}
