using QuantumTrader.Cli.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantumTrader.Cli.Inspect;

/// <summary>A status for a person: what needs attention first, then the chain stream by stream.</summary>
internal static class StatusPage
{
    private const int LabelWidth = 11;
    private const string Prefix = "quantum:stream:";

    public static IEnumerable<IRenderable> Render(SystemStatus status)
    {
        var grid = Page.Labelled(LabelWidth);
        foreach (var (label, text) in Rows(status))
            grid.AddRow(new Markup($"[grey]{label}[/]"), new Markup(text));
        yield return grid;
        yield return new Markup("\n");
        yield return Streams(status.Streams);
    }

    private static IEnumerable<(string Label, string Text)> Rows(SystemStatus status)
    {
        yield return ("engine", $"[green]reachable[/]   {Markup.Escape(status.Engine)}");
        foreach (var naked in status.Unprotected)
            yield return ("UNPROTECTED", $"[bold red]{naked.Symbol} {naked.Side} {Figures.Quantity(naked.Quantity)}: no stop is confirmed by the venue[/]");
        yield return ("account", Account(status.Account));
        yield return ("heat", Heat(status.Heat));
        yield return ("kill switch", Kill(status.Switches));
        yield return ("safe mode", status.Switches.SafeMode
            ? $"[bold red]ON[/], {(status.Switches.SafeModeSecondsLeft is { } left ? $"{Figures.Age(left)} left" : "without an end")}"
            : "[green]off[/]");
        yield return ("apply", status.Switches.ApplyDisarmed ? "[bold red]DISARMED[/] by the governor: dry_run until an operator re-arms it" : "[green]armed[/]");
        if (status.Switches.ReconcileHolds.Count > 0)
            yield return ("holds", $"[yellow]partial closes held: {string.Join(", ", status.Switches.ReconcileHolds)}[/]");
        if (status.Leases.Count > 0)
            yield return ("running", string.Join(", ", status.Leases));
        foreach (var problem in status.Problems)
            yield return ("unreadable", $"[yellow]{Markup.Escape(problem)}[/]");
    }

    private static string Account(AccountStatus? account) => account is null
        ? "[yellow]no account is published[/]"
        : $"equity [bold]{Figures.Money(account.EquityUsd)}[/] USDT, unrealised {Figures.Signed(account.UnrealizedPnl)}, {account.PositionsCount} {(account.PositionsCount == 1 ? "position" : "positions")} "
            + $"worth {Figures.Money(account.GrossNotionalUsd)}   {account.Source}, {(account.AgeSec is { } age ? $"{Figures.Age(age)} ago" : $"of {Figures.Date(account.UpdatedEpoch)}")}";

    private static string Heat(HeatStatus? heat) => heat is null
        ? "no calibrated act is stored"
        : $"{heat.HeatBucket ?? "not known"}{(heat.HeatValue is { } value ? $" {Figures.Short(value, 4)}" : "")}   policy {Markup.Escape(heat.HeatPolicy)}, {heat.Mode}; "
            + $"at the newest act, {heat.Symbol} {Figures.Age(heat.AgeSec)} ago";

    private static string Kill(SwitchStatus switches)
    {
        var released = switches.KillReleasedMs is { } when ? $"   [grey]last released {Figures.DateMs(when)}[/]" : "";
        if (switches.KillOnFor.Count > 0)
        {
            var all = switches.KillOnFor.Count == switches.KillLookedAt ? "all symbols" : string.Join(", ", switches.KillOnFor);
            return $"[bold red]ON[/] for {all}: nothing is sent, resting stops stay{released}";
        }

        return switches.KillUnreadableFor.Count > 0
            ? $"[bold red]UNREADABLE[/] for {string.Join(", ", switches.KillUnreadableFor)}: counts as on for what raises risk{released}"
            : $"[green]off[/]{released}";
    }

    private static Table Streams(IReadOnlyList<StreamStatus> streams)
    {
        var table = Page.Columns("written by", "stream", ">entries", ">newest", "readers");
        foreach (var stream in streams)
        {
            table.AddRow(
                stream.Stage, stream.Stream.StartsWith(Prefix, StringComparison.Ordinal) ? stream.Stream[Prefix.Length..] : Markup.Escape(stream.Stream),
                Figures.Count(stream.Length), stream.NewestAgeSec is { } age ? Figures.Age(age) : Figures.Unknown, Readers(stream));
        }

        return table;
    }

    private static string Readers(StreamStatus stream)
    {
        var behind = stream.Groups.Where(group => group.IsBehind).Select(group =>
            $"[yellow]{Markup.Escape(group.Group)} {(group.Lag is { } lag ? $"lag {Figures.Count(lag)}" : "lag not known")}, pending {Figures.Count(group.Pending)}[/]").ToList();
        var current = stream.Groups.Count - behind.Count;
        if (current > 0)
            behind.Add($"{(behind.Count > 0 ? $"{current} others" : string.Join(", ", stream.Groups.Select(group => Markup.Escape(group.Group))))} up to date");
        if (stream.DeadLetters > 0)
            behind.Insert(0, $"[bold red]{Figures.Count(stream.DeadLetters)} dead letters[/]");
        return behind.Count == 0 ? "[grey]nobody reads it[/]" : string.Join("; ", behind);
    }
}
