using QuantumTrader.Cli.Rendering;

namespace QuantumTrader.Cli.Explain;

/// <summary>The first half of the page: the position, and what was measured of it.</summary>
internal static class MeasureRows
{
    public static IEnumerable<(string Label, string Text)> Of(Explanation plan)
    {
        if (plan.Act is { } act)
        {
            yield return ("position", Position(act));
            yield return ("act", Act(act, plan.TraceId));
        }

        if (plan.Inputs is { } inputs)
            yield return ("inputs", Inputs(inputs));
        if (plan.Profit is { } profit)
            yield return ("R", Profit(profit));
        if (plan.Kill is { } kill)
            yield return ("kill score", Kill(kill));
        if (plan.Market is { } market)
        {
            yield return ("market", $"sigma {Figures.Short(market.Sigma, 6)}   trend strength {Figures.Fixed(market.Ts, 3)}   "
                + $"trend {Figures.Fixed(market.PTrend, 2)}, mean reversion {Figures.Fixed(market.PMr, 2)}, chop {Figures.Fixed(market.PChop, 2)}");
        }
    }

    private static string Position(ActFacts act) =>
        $"{act.PositionSide} {Figures.Short(act.PositionQuantity, 8)} from {Price(act.PositionEntryPrice)}, "
        + $"opened {Figures.Date(act.PositionOpenedEpoch)} ({Figures.Age((long)act.PositionAgeSec)} before)\n"
        + $"price {Price(act.PositionCurrentPrice)}, unrealised {Figures.Signed(act.PositionUnrealizedPnl, 2)}";

    private static string Act(ActFacts act, string? trace) =>
        $"{act.Action}{(act.NewSlProposed is { } stop ? $", stop {Price(stop)}" : "")}{Reasons(act.ReasonCodes)}\n"
        + $"computed {Figures.DateMs(act.ComputedMs)} UTC{(trace is null ? "" : $", trace {ExplainPage.Escape(trace)}")}";

    private static string Inputs(InputFacts inputs)
    {
        if (inputs is { PositionEpoch: { } time, PositionAgeSec: null } && inputs.MarketEpoch == time && inputs.RiskEpoch == time)
            return $"position, market and risk of {Figures.Date(time)}; source {inputs.Source}";
        return $"position {Age(inputs.PositionEpoch, inputs.PositionAgeSec)}, market {Age(inputs.MarketEpoch, inputs.MarketAgeSec)}, "
            + $"risk {(inputs.RiskEpoch is null ? "none (fallback stop distance)" : Age(inputs.RiskEpoch, inputs.RiskAgeSec))}; source {inputs.Source}";
    }

    private static string Age(long? epoch, double? age) => (epoch, age) switch
    {
        (null, _) => "of unknown time",
        ({ } time, null) => $"of {Figures.Date(time)}",
        (_, { } seconds) => $"{Figures.Short(seconds, 1)} s old",
    };

    private static string Profit(ProfitFacts profit)
    {
        var rungs = profit is { T1R: { } t1, T2R: { } t2, T3R: { } t3, LockR: { } locked }
            ? $"rungs {Figures.Short(t1, 3)} / {Figures.Short(t2, 3)} / {Figures.Short(t3, 3)}, lock from {Figures.Short(locked, 3)}"
            : "rungs not known: the kernel parameters are not stored";
        var unit = profit is { RiskUnit: { } risk, CostEst: { } cost } ? $"\none R is {Price(risk)} a unit, costs {Price(cost)}" : "";
        return $"[bold]{Figures.Signed(profit.RNet, 2)}[/] after costs   {rungs}{unit}";
    }

    private static string Kill(KillFacts kill)
    {
        var threshold = kill.KillThreshold is { } limit
            ? $"{(kill.KillScore >= limit ? "reaches" : "below")} the threshold {Figures.Short(limit, 3)}"
            : "threshold and weights not known: the kernel parameters are not stored";
        return $"[bold]{Figures.Fixed(kill.KillScore, 3)}[/]   {threshold}\n" + string.Join('\n', kill.Components.Select(Component));
    }

    private static string Component(KillPart part)
    {
        const int nameWidth = 12;
        var weighted = part is { Weight: { } weight, Contribution: { } product } ? $" x {Figures.Short(weight, 3)} = {Figures.Fixed(product, 3)}" : "";
        return $"[grey]{part.Name.Replace('_', ' '),-nameWidth}[/] {Figures.Fixed(part.Value, 3)}{weighted}";
    }

    public static string Reasons(IReadOnlyList<string> codes) => codes.Count == 0 ? "" : $" [grey]({ExplainPage.Escape(string.Join(", ", codes))})[/]";

    private static string Price(double price) => Figures.Price((decimal)price);
}
