using QuantumTrader.Cli.Rendering;
using QuantumTrader.Domain;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Explain;

/// <summary>The last part of the page: what was sent, what the venue did, what came of it.</summary>
internal static class OrderRows
{
    private const long MillisecondsPerSecond = 1000;

    public static IEnumerable<(string Label, string Text)> Of(Explanation plan)
    {
        foreach (var order in plan.Orders)
            yield return ("order", Order(order));
        foreach (var told in plan.VenueOrders)
            yield return ("venue", Venue(told, plan));
        foreach (var fill in plan.Fills)
            yield return ("fill", Fill(fill, plan));
        if (plan.Result is { } result)
            yield return ("result", Result(result));
    }

    private static string Order(OrderFacts order)
    {
        var what = order.StopPrice is { } stop ? $"stop {Figures.Price(stop)}" : $"{Figures.Quantity(order.Quantity)} reduce-only";
        var journal = order.Journal is null ? "" : "\n[grey]execution's journal has it[/]";
        return $"{order.Step} {what}{(order.Origin == "intent" ? $", intent [grey]({ExplainPage.Escape(order.Reason)})[/]" : "")}   "
            + $"{Figures.TimeMs(order.SentMs)}, {order.SentMs - order.ComputedMs} ms after the proposal\n[grey]client id {order.ClientOrderId}[/]{journal}";
    }

    private static string Venue(VenueOrderFacts told, Explanation plan)
    {
        var price = told.StopPrice is { } stop ? $" at {Figures.Price(stop)}" : "";
        var reason = told.Reason is null ? "" : $" [red]({ExplainPage.Escape(told.Reason)})[/]";
        return $"{told.Status ?? "?"} {told.Type} {told.Side} {(told.Quantity is null ? "" : Figures.Quantity(told.Quantity))}{price}{reason}   {VenueTime(told.TimeMs, plan)}";
    }

    private static string Fill(FillFacts fill, Explanation plan)
    {
        var realised = fill.RealizedPnl is { } profit ? $", realised [{(profit >= 0 ? "green" : "red")}]{Figures.Signed(profit)}[/]" : "";
        return $"{fill.Side} {Figures.Quantity(fill.Quantity)} at {Figures.Price(fill.Price)}{realised}, fee {Figures.Quantity(fill.Fee)}"
            + $"{(IsRecorded(plan) ? "\n" : "   ")}{VenueTime(fill.TimeMs, plan)}{(fill.TradeId is { } trade ? $"   [grey]trade {ExplainPage.Escape(trade)}[/]" : "")}";
    }

    // The venue of a recording lives in the time of its bars; among the times of the stages only the date tells which is which.
    private static string VenueTime(long timeMs, Explanation plan) => IsRecorded(plan)
        ? $"{Figures.Date(timeMs / MillisecondsPerSecond)} in the recording"
        : Figures.TimeMs(timeMs);

    private static bool IsRecorded(Explanation plan) => plan.Inputs?.Source == WireNames.Of(Provenance.Replay);

    private static string Result(ResultFacts result)
    {
        var came = (result.Executed, result.WouldExecute) switch
        {
            (true, _) => "[green]executed[/]",
            (_, true) => "[yellow]would have been executed[/]",
            _ => $"[red]not executed[/]: {ExplainPage.Escape(result.Error ?? "no error given")}{(result.MayRetry ? ", may be tried again" : "")}",
        };
        var steps = string.Concat(result.Steps.Select(step =>
            $"\n{step.Step} {step.Status} {(step.ExecutedQty is { } done ? $"{Figures.Quantity(done)} of {Figures.Quantity(step.Quantity)}" : "")}"
            + $"{(step.AvgPrice is { } price ? $" at {Figures.Price(price)}" : "")}{(step.Details is { } details ? $" [grey]({ExplainPage.Escape(details)})[/]" : "")}"));
        return $"{came}   {Figures.TimeMs(result.TimeMs)}, proposal {result.ProposalAgeMs} ms old{steps}";
    }
}
