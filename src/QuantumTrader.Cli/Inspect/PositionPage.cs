using QuantumTrader.Cli.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantumTrader.Cli.Inspect;

/// <summary>Positions for a person, one line each.</summary>
internal static class PositionPage
{
    // A record older than this is worth a column of its own.
    private const long SeenLatelySec = 60;

    public static IEnumerable<IRenderable> Render(PositionList list)
    {
        var open = list.Positions.Count(row => row.IsOpen);
        var equity = list.EquityUsd is { } money ? $"equity {Figures.Money(money)} USDT" : "no account is published";
        var sources = list.Positions.Select(row => row.Source).Distinct().ToList();
        var source = sources.Count > 0 ? $", source {string.Join(" and ", sources)}" : "";
        yield return new Markup($"[bold]{open}[/] {(open == 1 ? "position" : "positions")}, {equity}, unrealised {Profit(list.Positions.Sum(row => row.UnrealizedPnl))} USDT{source}\n\n");
        if (list.Positions.Count > 0)
            yield return Rows(list.Positions, tellsSeen: list.Positions.Any(row => row.UpdatedAgeSec > SeenLatelySec));
        foreach (var problem in list.Problems)
            yield return new Markup($"[yellow]{Markup.Escape(problem)}[/]\n");
    }

    private static Table Rows(IReadOnlyList<PositionRow> positions, bool tellsSeen)
    {
        string[] headings = ["symbol", "side", ">quantity", ">entry", ">mark", ">profit", ">R", ">stop", ">best", ">age", ">ledger"];
        var table = Page.Columns(tellsSeen ? [.. headings, ">seen"] : headings);
        foreach (var row in positions)
        {
            var side = row.Side switch
            {
                "LONG" => "[green]LONG[/]",
                "SHORT" => "[red]SHORT[/]",
                _ => "[grey]FLAT[/]",
            };
            string[] cells =
            [
                row.Symbol, side, Figures.Quantity(row.Quantity), Figures.Price(row.EntryPrice), Figures.Price(row.MarkPrice), Profit(row.UnrealizedPnl),
                row.RNet is { } r ? Figures.Signed(r, 2) : Figures.Unknown, Stop(row), Figures.Price(row.BestPrice),
                row.IsOpen ? Figures.Age(row.AgeSec) : Figures.Unknown, Ledger(row),
            ];
            table.AddRow(tellsSeen ? [.. cells, row.UpdatedAgeSec is { } seen ? Figures.Age(seen) : Figures.Unknown] : cells);
        }

        return table;
    }

    private static string Stop(PositionRow row) => row switch
    {
        { IsOpen: false } => Figures.Unknown,
        { StopPrice: null } => "[bold red]NO STOP[/]",
        { StopConfirmed: true } => $"{Figures.Price(row.StopPrice)} [green]ok[/]",
        _ => $"{Figures.Price(row.StopPrice)} [bold red]UNCONFIRMED[/]",
    };

    private static string Ledger(PositionRow row) => row.LedgerAmt is { } amount
        ? amount == row.PositionAmt ? "[green]agrees[/]" : $"[bold red]{Figures.Quantity(amount)}[/]"
        : Figures.Unknown;

    private static string Profit(decimal money) => $"[{(money >= 0 ? "green" : "red")}]{Figures.Signed(money)}[/]";
}
