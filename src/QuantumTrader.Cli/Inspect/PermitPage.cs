using QuantumTrader.Cli.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantumTrader.Cli.Inspect;

/// <summary>Permits for a person.</summary>
internal static class PermitPage
{
    public static IEnumerable<IRenderable> Render(PermitList list)
    {
        yield return new Markup($"[bold]{list.Live.Count}[/] live {(list.Live.Count == 1 ? "permit" : "permits")}\n");
        if (list.Live.Count > 0)
            yield return Rows(list.Live, ">left", row => row.SecondsLeft is { } left ? Figures.Age(left) : "no end");
        yield return new Markup($"\n[bold]{list.Refused.Count}[/] refused last\n");
        if (list.Refused.Count > 0)
            yield return Rows(list.Refused, ">ago", row => Figures.Age(row.AgeSec));
    }

    private static Table Rows(IReadOnlyList<PermitRow> permits, string timeHeading, Func<PermitRow, string> time)
    {
        var table = Page.Columns("symbol", "gate", "plan", timeHeading, "reason", "what");
        foreach (var row in permits)
        {
            table.AddRow(
                Markup.Escape(row.Symbol), row.Gate, Markup.Escape(row.PlanId), time(row), $"[{(row.Granted ? "green" : "red")}]{Markup.Escape(row.Reason)}[/]",
                Markup.Escape(PermitText.Of(row.Permit, row.Granted)));
        }

        return table;
    }
}
