using QuantumTrader.Cli.Rendering;
using QuantumTrader.Cli.Replay;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Demo;

/// <summary>The demonstration as plain lines: one for each thing that happens.</summary>
internal sealed class DemoLines(ReplayTally tally, TextWriter output) : IDemoView
{
    // How often, in market time, open positions are told of when nothing happens to them.
    private const long StatusEverySeconds = 600;

    private readonly Dictionary<string, (long OpenedEpoch, HarvestAction Action, double? Stop)> _said = new(StringComparer.Ordinal);
    private readonly DemoOutcomes _outcomes = new((epoch, symbol, kind, text) => output.WriteLine($"{Figures.Time(epoch)} {symbol,-9} {kind,-9} {text}"));
    private bool _introduced;
    private long _nextStatus;

    public Task ShowAsync(Func<Task> loop) => loop();

    public void Refresh(DemoState state)
    {
        if (state.MarketEpoch < _nextStatus)
            return;
        _nextStatus = state.MarketEpoch + StatusEverySeconds;
        foreach (var row in state.Rows)
        {
            if (row.Position is not { IsFlat: false } open)
                continue;
            if (!_introduced)
                output.WriteLine($"{Figures.Time(state.MarketEpoch)} {row.Symbol,-9} open      {WireNames.Of(open.Side!.Value)} {open.Quantity} since {Figures.Time(open.OpenedEpoch)} from {Figures.Price(open.EntryPrice)}, stop {Stop(open)}");
            else if (row.Harvest is { } harvest)
                output.WriteLine($"{Figures.Time(state.MarketEpoch)} {row.Symbol,-9} status    {Measure(harvest)}  price {Figures.Price(open.MarkPrice)}, stop {Stop(open)}{(row.Market is { } market ? ", " + DemoText.Regime(market) : "")}");
        }

        _introduced = true;
    }

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        if (happened.Kind == VenueEventKind.Fill)
            output.WriteLine($"{Figures.Time(epoch)} {happened.Symbol,-9} fill      {WireNames.Of(happened.Side!.Value)} {happened.Quantity} at {Figures.Price(happened.Price!.Value)}, realised {Figures.Signed((double)happened.RealizedPnl!.Value, 2)} USDT");
    }

    public void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal)
    {
        if (proposal is null)
        {
            if (_said.Remove(symbol))
                output.WriteLine($"{Figures.Time(epoch)} {symbol,-9} flat      proposal withdrawn");
            return;
        }

        var now = (proposal.PositionOpenedEpoch, proposal.Action, proposal.NewSlProposed);
        if (_said.TryGetValue(symbol, out var said) && said == now)
            return;
        _said[symbol] = now;
        output.WriteLine($"{Figures.Time(epoch)} {symbol,-9} proposal  {Measure(proposal)}  {DemoText.Proposal(proposal)}  [{proposal.ReasonCodes}]");
    }

    public void OnCalibrated(long epoch, CalibratedRecord act) => _outcomes.OnCalibrated(epoch, act);

    public void OnPlan(long epoch, PlanRecord plan) => _outcomes.OnPlan(epoch, plan);

    public void OnAct(long epoch, HarvestActRecord act) => _outcomes.OnAct(epoch, act);

    public void OnRejection(long epoch, RejectedIntentRecord rejection) => _outcomes.OnRejection(epoch, rejection);

    public void OnResult(long epoch, ApplyResultRecord result) => _outcomes.OnResult(epoch, result);

    public void Conclude(DateTimeOffset marketTime)
    {
        foreach (var line in DemoConclusion.Lines(tally))
            output.WriteLine(line);
    }

    private static string Measure(HarvestProposalRecord harvest) =>
        $"{WireNames.Of(harvest.PositionSide),-5} R {Figures.Signed(harvest.RNet, 2)}  K {Figures.Fixed(harvest.KillScore.Value, 3)} ({DemoText.Components(harvest.KillScore)})";

    private static string Stop(PositionRecord position) => position.CurrentSl is { } stop ? Figures.Price(stop) : "none";
}
