using QuantumTrader.Cli.Rendering;

namespace QuantumTrader.Cli.Explain;

/// <summary>The second part of the page: what the gates said.</summary>
internal static class GateRows
{
    public static IEnumerable<(string Label, string Text)> Of(Explanation plan)
    {
        if (plan.Heat is { } heat)
            yield return ("heat", Heat(heat));
        if (plan.Plan is { } made)
            yield return ("plan", Plan(made));
        for (var i = 0; i < plan.Permits.Count; i++)
            yield return (i == 0 ? "permits" : "", Permit(plan.Permits[i]));
        if (plan.PermitsConsumedMs is { } consumed)
            yield return ("", $"the three were consumed in one step   {Figures.TimeMs(consumed)}");
    }

    private static string Heat(HeatFacts heat)
    {
        var value = heat.HeatValue is { } known ? $"{Figures.Short(known, 4)} {heat.HeatBucket}" : "not known";
        var row = $"{heat.HeatBucket ?? "heat not known"}: {heat.OriginalAction} -> {heat.CalibratedAction}";
        var shadow = heat.Mode == "enforce" ? "" : ", [yellow]shadow: the original stays in force[/]";
        return $"{value}   policy {ExplainPage.Escape(heat.HeatPolicy)}, {row} [grey]({heat.Reason})[/]{shadow}\n"
            + $"effective [bold]{heat.EffectiveAction}[/]   {Figures.TimeMs(heat.CalibratedMs)}";
    }

    private static string Plan(PlanFacts plan)
    {
        var colour = plan.Decision switch
        {
            "EXECUTE" => "green",
            "SKIP" => "yellow",
            _ => "red",
        };
        return $"[{colour}]{plan.Decision}[/]{(plan.Step is null ? "" : " " + plan.Step)}, mode {plan.Mode}{MeasureRows.Reasons(plan.ReasonCodes)}   "
            + $"{Figures.TimeMs(plan.PlannedMs)}, {plan.PlannedMs - plan.ComputedMs} ms after the proposal";
    }

    private static string Permit(PermitFacts permit)
    {
        const int gateWidth = 8;
        const int answerWidth = 7;
        var answer = (permit.Granted ? "granted" : "refused").PadRight(answerWidth);
        var again = permit.Issued > 1 ? $" [grey](of {permit.Issued})[/]" : "";
        return $"{permit.Gate,-gateWidth} [{(permit.Granted ? "green" : "red")}]{answer}[/] {ExplainPage.Escape(PermitText.Of(permit.Permit, permit.Granted))} "
            + $"[grey]({ExplainPage.Escape(permit.Reason)})[/]  {Figures.TimeMs(permit.TimeMs)}{again}";
    }
}
