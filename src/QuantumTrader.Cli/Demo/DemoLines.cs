using QuantumTrader.Cli.Replay;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Demo;

/// <summary>The demonstration as plain lines: one for each thing that happens.</summary>
internal sealed class DemoLines(ReplayTally tally, TextWriter output) : IDemoView
{
    private readonly Dictionary<string, (HarvestAction Action, double? Stop)> _said = new(StringComparer.Ordinal);
    private bool _introduced;

    public Task ShowAsync(Func<Task> loop) => loop();

    public void Refresh(DemoState state)
    {
        if (_introduced)
            return;
        _introduced = true;
        foreach (var row in state.Rows)
        {
            if (row.Position is { IsFlat: false } open)
                output.WriteLine($"{DemoText.Time(state.MarketEpoch)} {row.Symbol,-9} open      {WireNames.Of(open.Side!.Value)} {open.Quantity} since {DemoText.Time(open.OpenedEpoch)} from {DemoText.Price(open.EntryPrice)}, stop {Stop(open)}");
        }
    }

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        if (happened.Kind == VenueEventKind.Fill)
            output.WriteLine($"{DemoText.Time(epoch)} {happened.Symbol,-9} fill      {WireNames.Of(happened.Side!.Value)} {happened.Quantity} at {DemoText.Price(happened.Price!.Value)}, realised {DemoText.Signed((double)happened.RealizedPnl!.Value, 2)} USDT");
    }

    public void OnRisk(long epoch, string symbol, RiskProposalRecord? proposal)
    {
    }

    public void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal)
    {
        if (proposal is null)
        {
            if (_said.Remove(symbol))
                output.WriteLine($"{DemoText.Time(epoch)} {symbol,-9} flat      proposal withdrawn");
            return;
        }

        var now = (proposal.Action, proposal.NewSlProposed);
        if (_said.TryGetValue(symbol, out var said) && said == now)
            return;
        _said[symbol] = now;
        output.WriteLine(
            $"{DemoText.Time(epoch)} {symbol,-9} proposal  {WireNames.Of(proposal.PositionSide),-5} R {DemoText.Signed(proposal.RNet, 2)}  "
            + $"K {DemoText.Fixed(proposal.KillScore.Value, 3)} ({DemoText.Components(proposal.KillScore)})  {DemoText.Proposal(proposal)}  [{proposal.ReasonCodes}]");
    }

    public void OnAccount(long epoch, VenueAccount account)
    {
    }

    public void Conclude(DateTimeOffset marketTime) => output.WriteLine(DemoConclusion.Text(tally));

    private static string Stop(PositionRecord position) => position.CurrentSl is { } stop ? DemoText.Price(stop) : "none";
}
