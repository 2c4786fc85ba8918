using System.Globalization;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Rendering;
using QuantumTrader.Pipeline.Configuration;
using Spectre.Console;

namespace QuantumTrader.Cli.Replay;

/// <summary>The summary of a replay for a person: a table on a terminal, aligned lines elsewhere.</summary>
internal static class ReplayTable
{
    public static void Write(ReplaySummary summary, CommandOutput output)
    {
        var rows = Rows(summary).ToList();
        if (!output.IsTerminal)
        {
            var width = rows.Max(row => row.Name.Length);
            foreach (var (name, value) in rows)
                output.Results.WriteLine($"{name.PadRight(width)}  {value}");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).Title("[bold]replay[/]").HideHeaders();
        table.AddColumn("what").AddColumn(new TableColumn("value"));
        foreach (var (name, value) in rows)
            table.AddRow(new Markup($"[grey]{name}[/]"), new Text(value));
        AnsiConsole.Write(table);
    }

    private static IEnumerable<(string Name, string Value)> Rows(ReplaySummary s)
    {
        yield return ("bars", Number(s.Bars));
        yield return ("symbols", $"{s.Symbols.Count}: {string.Join(' ', s.Symbols)}");
        yield return ("span", $"{s.SpanDays.ToString("0.0", CultureInfo.InvariantCulture)} days, {Number(s.MissingBars)} bars missing in gaps");
        yield return ("positions opened", Number(s.PositionsOpened));
        yield return ("proposals", $"{Number(s.Proposals)}  ({Counts(s.Actions)})");
        yield return ("calibrated", Number(s.Calibrated) + (s.Downgrades.Count > 0 ? $"  ({Counts(s.Downgrades)})" : ""));
        yield return ("plans", Number(s.Plans) + (s.Plans > 0 ? $"  ({Counts(s.PlanDecisions)})" : ""));
        yield return ("repeated acts", Number(s.Denials.GetValueOrDefault(DenialCounts.Repeat)));
        yield return ("permits issued", Number(s.PermitsIssued));
        yield return ("plans executed", $"{Number(s.PlansExecuted)}, stops moved {Number(s.StopsMoved)}");
        var verb = s.HarvestEngine == EnumSpelling.Of(Pipeline.HarvestBrain.HarvestEngine.Brain) ? "asked for" : "suggested";
        yield return ("harvest engine", s.HarvestEngine);
        yield return ("ladder " + verb, s.LadderActs.Count == 0 ? "nothing" : Counts(s.LadderActs));
        yield return ("orders, fills", $"{Number(s.Orders)}, {Number(s.Fills)}");
        yield return ("harvested", Figures.Fixed(s.HarvestedR, 2) + " R");
        yield return ("realised profit", Money(s.RealizedPnl));
        yield return ("fees", Money(s.Fees));
        yield return ("unrealised profit", Money(s.UnrealizedPnl));
        yield return ("largest draw-down", s.MaxDrawdownPct.ToString("0.00", CultureInfo.InvariantCulture) + " %");
        yield return ("longest unprotected", $"{Number(s.UnprotectedSecondsMax)} s");
        var denials = s.Denials.Where(denial => denial.Key != DenialCounts.Repeat).ToDictionary(StringComparer.Ordinal);
        yield return ("denials", denials.Count == 0 ? "none" : Counts(denials));
        yield return ("fingerprint", s.Fingerprint);
        yield return ("speed", $"{Number((long)s.BarsPerSecond)} bars/s, {(s.ElapsedMs / 1000.0).ToString("0.0", CultureInfo.InvariantCulture)} s");
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Key} {Number(count.Value)}"));

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture) + " USDT";
}
