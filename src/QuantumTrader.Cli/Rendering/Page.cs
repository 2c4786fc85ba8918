using QuantumTrader.Cli.Configuration;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantumTrader.Cli.Rendering;

/// <summary>Draws what a verb shows: in colour and as wide as the terminal on one, in plain text of a fixed width elsewhere.</summary>
internal static class Page
{
    /// <param name="width">Columns where there is no terminal that has its own.</param>
    public static void Write(CommandOutput output, int width, params IEnumerable<IRenderable> parts)
    {
        if (output.IsTerminal)
        {
            Draw(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output.Results) }), parts);
            return;
        }

        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        Draw(console, parts);

        // Cells are filled up to the width of their column; nobody needs that at the end of a line.
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
            output.Results.WriteLine(line.TrimEnd());
    }

    /// <summary>Columns without lines around them; those that hold numbers are to the right.</summary>
    /// <param name="columns">Headings; one that starts with <c>&gt;</c> is of a column to the right.</param>
    public static Table Columns(params IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var heading in columns)
        {
            var right = heading.StartsWith('>');
            var column = new TableColumn($"[grey]{Markup.Escape(heading.TrimStart('>'))}[/]").NoWrap().PadLeft(0).PadRight(2);
            table.AddColumn(right ? column.RightAligned() : column);
        }

        return table;
    }

    /// <summary>A label and what it names, line by line.</summary>
    public static Grid Labelled(int labelWidth) =>
        new Grid().AddColumn(new GridColumn().NoWrap().Width(labelWidth).PadLeft(0).PadRight(1)).AddColumn(new GridColumn().PadLeft(0).PadRight(0));

    private static void Draw(IAnsiConsole console, IEnumerable<IRenderable> parts)
    {
        foreach (var part in parts)
            console.Write(part);
    }
}
