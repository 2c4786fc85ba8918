using QuantumTrader.Cli.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantumTrader.Cli.Explain;

/// <summary>An explanation for a person: a heading that says what came of the plan, then a labelled section for each step of the chain.</summary>
internal static class ExplainPage
{
    public const int Width = 100;
    private const int LabelWidth = 10;

    public static IEnumerable<IRenderable> Render(Explanation plan)
    {
        yield return new Markup($"[bold]{Escape(Title(plan))}[/]   [grey]plan {Escape(plan.PlanId)}[/]\n");
        yield return new Markup(Headline(plan.Verdict) + "\n\n");
        var grid = Page.Labelled(LabelWidth);
        foreach (var (label, text) in Rows(plan))
            grid.AddRow(new Markup($"[grey]{label}[/]"), new Markup(text));
        yield return grid;
    }

    private static string Title(Explanation plan) => plan.Act is { } act
        ? $"{act.Action} of {plan.Symbol} {act.PositionSide}"
        : $"{plan.Plan?.Action ?? (plan.Orders.Count > 0 ? plan.Orders[^1].Step : "act")} of {plan.Symbol}";

    private static string Headline(Verdict verdict)
    {
        var at = verdict.TimeMs is { } time ? $"   {Figures.DateMs(time)} UTC" : "";
        var gate = (verdict.Gate ?? "").Replace('_', ' ');
        return verdict.Status switch
        {
            "executed" => $"[bold green]EXECUTED[/]{at}",
            "dry_run" => $"[bold yellow]DRY RUN[/]: it had all its permits, and apply sends nothing in this mode{at}",
            "refused" => $"[bold red]REFUSED[/] by {gate}: [red]{Escape(verdict.Reason ?? "no reason given")}[/]{at}",
            _ => $"[bold yellow]WAITING[/] for {gate}{at}",
        };
    }

    private static IEnumerable<(string Label, string Text)> Rows(Explanation plan)
    {
        foreach (var row in MeasureRows.Of(plan))
            yield return row;
        foreach (var row in GateRows.Of(plan))
            yield return row;
        foreach (var row in OrderRows.Of(plan))
            yield return row;
        yield return ("repeats", Repeats(plan.Repeats));
        if (plan.State is { } state)
            yield return ("state", $"apply remembers it as {Escape(state)}{(plan.Verdict.Status == "dry_run" ? ", since nothing was sent" : "")}");
        if (plan.NotStored.Count > 0)
            yield return ("gone", $"[yellow]not stored any more: {Escape(string.Join(", ", plan.NotStored))}[/]");
        if (plan.Unreadable.Count > 0)
            yield return ("unreadable", $"[yellow]{string.Join(", ", plan.Unreadable.Select(stream => $"{stream.Value} entries of {Escape(stream.Key)}"))}[/]");
    }

    private static string Repeats(RepeatFacts repeats)
    {
        if (repeats.Proposed == 0)
            return "no proposal is stored";
        var proposed = repeats is { Proposed: > 1, FirstMs: { } first, LastMs: { } last }
            ? $"proposed {repeats.Proposed} times, {Figures.TimeMs(first)} to {Figures.TimeMs(last)}; calibrated {repeats.Calibrated}"
            : "proposed once";
        var plans = repeats.Plans.Count > 0 ? $"\nplans: {Counts(repeats.Plans)}" : "";
        return proposed + plans + (repeats.Results.Count > 0 ? $"\nresults: {Counts(repeats.Results)}" : "");
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) => Escape(string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}")));

    public static string Escape(string text) => Markup.Escape(text);
}
