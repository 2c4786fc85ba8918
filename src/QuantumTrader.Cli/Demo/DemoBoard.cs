using QuantumTrader.Cli.Rendering;
using QuantumTrader.Cli.Replay;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract.Records;
using Spectre.Console;

namespace QuantumTrader.Cli.Demo;

/// <summary>The demonstration as a live table.</summary>
internal sealed class DemoBoard : IDemoView
{
    // From here on the kernel proposes a full close.
    private static readonly double KillThreshold = HarvestTheta.Default.KillThreshold;

    private readonly ReplayTally _tally;
    private readonly double _speed;
    private readonly TextWriter _output;
    private readonly DemoOutcomes _outcomes;
    private readonly Dictionary<string, string> _newest = new(StringComparer.Ordinal);
    private LiveDisplayContext? _live;

    public DemoBoard(ReplayTally tally, double speed, TextWriter output)
    {
        (_tally, _speed, _output) = (tally, speed, output);
        _outcomes = new DemoOutcomes((epoch, symbol, kind, text) => _newest[symbol] = $"{Figures.Time(epoch)} {kind} {text}");
    }

    public Task ShowAsync(Func<Task> loop) => AnsiConsole.Live(new Text("starting")).Cropping(VerticalOverflowCropping.Bottom).StartAsync(live =>
    {
        _live = live;
        return loop();
    });

    public void Refresh(DemoState state) => _live?.UpdateTarget(Render(state));

    public void OnCalibrated(long epoch, CalibratedRecord act) => _outcomes.OnCalibrated(epoch, act);

    public void OnPlan(long epoch, PlanRecord plan) => _outcomes.OnPlan(epoch, plan);

    public void OnAct(long epoch, HarvestActRecord act) => _outcomes.OnAct(epoch, act);

    public void OnRejection(long epoch, RejectedIntentRecord rejection) => _outcomes.OnRejection(epoch, rejection);

    public void OnResult(long epoch, ApplyResultRecord result) => _outcomes.OnResult(epoch, result);

    public void Conclude(DateTimeOffset marketTime)
    {
        foreach (var line in DemoConclusion.Lines(_tally))
            _output.WriteLine(line);
    }

    private Rows Render(DemoState state)
    {
        // Two things to a column, so that all of it fits a terminal of 80 columns.
        var table = new Table().Border(TableBorder.Rounded).ShowRowSeparators();
        foreach (var title in (string[])["symbol\nside", "price\nstop", "R\nregime", "K and its\ncomponents"])
            table.AddColumn(new TableColumn($"[grey]{title}[/]").NoWrap());
        table.AddColumn(new TableColumn("[grey]proposal, reasons\nwhat became of it[/]"));
        foreach (var row in state.Rows)
            AddRow(table, row);
        return new Rows(Header(state), table, new Markup("[grey]paper venue: proposals that pass every gate are carried out. Ctrl-C ends.[/]"));
    }

    private Markup Header(DemoState state)
    {
        var money = state.Portfolio is { } p
            ? $"equity [bold]{p.EquityUsd:N2}[/] USDT   unrealised {Coloured((double)p.UnrealizedPnl, 2)}   positions [bold]{p.PositionsCount}[/]"
            : "no account yet";
        return new Markup(
            $"[bold]Quantum Trader[/]  {DateTimeOffset.FromUnixTimeSeconds(state.MarketEpoch):yyyy-MM-dd HH:mm} market time, {_speed:0.#}x   {money}   harvested [bold]{_tally.HarvestedR:0.00} R[/]");
    }

    private void AddRow(Table table, DemoRow row)
    {
        var price = row.Ticker is { } ticker ? Figures.Price(ticker.Price) : "";
        var regime = row.Market is { } market ? DemoText.Regime(market) : "[grey]warming up[/]";
        if (row.Position is not { IsFlat: false } position)
        {
            table.AddRow($"{row.Symbol}\n[grey]flat[/]", price, $"\n{regime}", "", Newest(row.Symbol));
            return;
        }

        var side = position.Side == PositionSide.Long ? "[green]LONG[/]" : "[red]SHORT[/]";
        var stop = position.CurrentSl is { } level ? Figures.Price(level) : "[bold red]none[/]";
        var (r, kill, proposal) = row.Harvest is { } harvest
            ? (Coloured(harvest.RNet, 2), Coloured(harvest.KillScore), $"{ColouredAction(harvest)}\n[grey]{harvest.ReasonCodes.Replace(",", ", ", StringComparison.Ordinal)}[/]\n")
            : ("", "", "[grey]none yet[/]\n");
        table.AddRow($"{row.Symbol}\n{side}", $"{price}\n{stop}", $"{r}\n{regime}", kill, proposal + Newest(row.Symbol));
    }

    private string Newest(string symbol) => _newest.TryGetValue(symbol, out var text) ? Markup.Escape(text) : "";

    private static string Coloured(KillScore kill) =>
        $"{(kill.Value >= KillThreshold ? "[red]" : "[green]")}{Figures.Fixed(kill.Value, 3)}[/]\n[grey]{DemoText.Components(kill, "\n")}[/]";

    private static string Coloured(double value, int decimals) => $"{(value >= 0 ? "[green]" : "[red]")}{Figures.Signed(value, decimals)}[/]";

    private static string ColouredAction(HarvestProposalRecord harvest)
    {
        var colour = harvest.Action switch
        {
            HarvestAction.None => "grey",
            HarvestAction.FullCloseProposed => "red",
            _ => "yellow",
        };
        return $"[{colour}]{DemoText.Proposal(harvest)}[/]";
    }
}
