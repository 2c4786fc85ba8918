using QuantumTrader.Cli.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantumTrader.Cli.Inspect;

/// <summary>Positions for a person, one line each.</summary>
internal static class PositionPage
{
    public static IEnumerable<IRenderable> Render(PositionList list)
    {
        var open = list.Positions.Count(row => row.IsOpen);
        var equity = list.EquityUsd is { } money ? $"equity {Figures.Money(money)} USDT" : "no account is published";
        yield return new Markup($"[bold]{open}[/] positions, {equity}, unrealised {Profit(list.Positions.Sum(row => row.UnrealizedPnl))} USDT\n\n");
        if (list.Positions.Count > 0)
            yield return Rows(list.Positions);
        foreach (var problem in list.Problems)
            yield return new Markup($"[yellow]{Markup.Escape(problem)}[/]\n");
    }

    private static Table Rows(IReadOnlyList<PositionRow> positions)
    {
        var table = Page.Columns("symbol", "side", ">quantity", ">entry", ">mark", ">unrealised", ">R", ">stop", "", ">best", ">age", ">ledger", "source", ">seen");
        foreach (var row in positions)
        {
            var side = row.Side switch
            {
                "LONG" => "[green]LONG[/]",
                "SHORT" => "[red]SHORT[/]",
                _ => "[grey]FLAT[/]",
            };
            table.AddRow(
                row.Symbol, side, Figures.Quantity(row.Quantity), Figures.Price(row.EntryPrice), Figures.Price(row.MarkPrice), Profit(row.UnrealizedPnl),
                row.RNet is { } r ? Figures.Signed(r, 2) : Figures.Unknown, Figures.Price(row.StopPrice), Protection(row), Figures.Price(row.BestPrice),
                row.IsOpen ? Figures.Age(row.AgeSec) : Figures.Unknown, Ledger(row), row.Source, Figures.Age(row.UpdatedAgeSec));
        }

        return table;
    }

    private static string Protection(PositionRow row) => row switch
    {
        { IsOpen: false } => "",
        { StopConfirmed: true } => "[green]confirmed[/]",
        { StopPrice: null } => "[bold red]NO STOP[/]",
        _ => "[bold red]UNCONFIRMED[/]",
    };

    private static string Ledger(PositionRow row) => row.LedgerAmt is { } amount
        ? amount == row.PositionAmt ? Figures.Quantity(amount) : $"[bold red]{Figures.Quantity(amount)}[/]"
        : Figures.Unknown;

    private static string Profit(decimal money) => $"[{(money >= 0 ? "green" : "red")}]{Figures.Signed(money)}[/]";
}
