using System.Text.Json.Nodes;
using QuantumTrader.Pipeline.Configuration;
using Spectre.Console;

namespace QuantumTrader.Cli.Configuration;

/// <summary><c>config show</c>: every setting with its value, unit and origin, section by section.</summary>
internal static class ConfigShow
{
    private const string NotSet = "-";

    public static int Run(SettingsCatalogue catalogue, SettingsSources sources, string? section, CommandOutput output, bool json)
    {
        if (section is not null && catalogue.FindSection(section) is null)
        {
            var names = string.Join(", ", catalogue.Sections.Select(known => known.Name));
            output.Write([new SettingFault("--section", section, $"must be one of {names}")]);
            return ExitCode.BadUsage;
        }

        var settings = sources.Bind(catalogue);
        if (settings.Faults.Count > 0)
        {
            output.Write(settings.Faults);
            return ExitCode.BadUsage;
        }

        BoundSection[] shown = [.. settings.Sections.Where(bound => section is null || bound.Section.Name == section)];
        if (json)
            output.Write(Json(shown));
        else if (output.IsTerminal)
            WriteTables(shown, output.Results);
        else
            WriteLines(shown, output.Results);
        return ExitCode.Done;
    }

    private static JsonObject Json(BoundSection[] sections) =>
        new() { ["sections"] = new JsonArray([.. sections.Select(section => new JsonObject
        {
            ["section"] = section.Section.Name,
            ["about"] = section.Section.Summary,
            ["settings"] = new JsonArray([.. section.Settings.Select(Json)]),
        })]) };

    private static JsonObject Json(BoundSetting bound) => new()
    {
        ["key"] = bound.Setting.Key,
        ["value"] = bound.Value is null || bound.Setting.IsSecret ? bound.Setting.Show(bound.Value) : bound.Setting.Kind.ToJson(bound.Value),
        ["unit"] = bound.Setting.Unit,
        ["origin"] = bound.Origin.Name,
        ["line"] = bound.Origin.Line,
    };

    private static string[] Cells(BoundSetting bound) =>
        [bound.Setting.Key, bound.Setting.Show(bound.Value) ?? NotSet, bound.Setting.Unit, bound.Origin.ToString()];

    // One width per column over all sections, so that the eye can run down the whole page.
    private static void WriteLines(BoundSection[] sections, TextWriter writer)
    {
        string[] heading = ["setting", "value", "unit", "from"];
        string[][] all = [heading, .. sections.SelectMany(section => section.Settings).Select(Cells)];
        int[] widths = [.. heading.Select((_, column) => all.Max(cells => cells[column].Length))];

        void Write(string[] cells) =>
            writer.WriteLine("  " + string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());

        Write(heading);
        foreach (var section in sections)
        {
            writer.WriteLine();
            writer.WriteLine($"{section.Section.Name}: {section.Section.Summary}");
            foreach (var bound in section.Settings)
                Write(Cells(bound));
        }
    }

    private static void WriteTables(BoundSection[] sections, TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        foreach (var section in sections)
        {
            var table = new Table { Border = TableBorder.Rounded, Expand = true };
            table.Title = new TableTitle($"[bold]{Markup.Escape(section.Section.Name)}[/]: {Markup.Escape(section.Section.Summary)}");
            table.AddColumns("setting", "value", "unit", "from");
            foreach (var bound in section.Settings)
            {
                // What somebody set stands out from what is as it always was.
                var style = bound.Entry is null ? new Style(Color.Grey) : new Style(decoration: Decoration.Bold);
                table.AddRow(Cells(bound).Select(cell => new Text(cell, style)));
            }

            console.Write(table);
        }
    }
}
