using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// Profit that plans and rungs took out of positions, in R. Each fill that carried out a close counts with
/// (profit per unit, less the fill's own fee) / risk unit of the proposal or rung that asked for it, times its share of the largest quantity that the position ever had:
/// a position of 2 that is closed by halves at 3 R and at 5 R has harvested 4 R. Fills of stops and of entries do not count.
/// </summary>
internal sealed class HarvestedR : IReplaySink
{
    private const long MillisecondsPerSecond = 1000;

    private readonly Dictionary<string, HarvestProposalRecord> _calibrated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HarvestProposalRecord> _planned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HarvestActRecord> _acts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Symbol, PositionSide Side, long OpenedEpoch)> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Symbol, PositionSide Side, long OpenedEpoch), decimal> _largest = [];

    public decimal Total { get; private set; }

    public void OnCalibrated(long epoch, CalibratedRecord act)
    {
        if (act.EffectiveAction.CloseShare() is null || act.Proposal.PlanId is not { } plan)
            return;
        _calibrated[plan] = act.Proposal;
        Include((act.Proposal.Symbol, act.Proposal.PositionSide, act.Proposal.PositionOpenedEpoch), (decimal)act.Proposal.PositionQuantity);
    }

    public void OnPlan(long epoch, PlanRecord plan)
    {
        // The same act is calibrated again while its plan is on its way: what counts is what the plan was made from.
        if (plan.Decision == PlanDecision.Execute && _calibrated.TryGetValue(plan.PlanId, out var proposal))
            _planned[plan.PlanId] = proposal;
    }

    public void OnAct(long epoch, HarvestActRecord act)
    {
        // A stop that is hit ends a position; it takes no profit out on purpose.
        if (act.Intent == LadderIntent.HarvestPartial)
            _acts[act.CorrelationId] = act;
    }

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        if (happened is not { Kind: VenueEventKind.Fill, PlanId: { } plan, RealizedPnl: { } profit })
            return;
        var gain = profit - (happened.Fee ?? 0);
        if (_planned.TryGetValue(plan, out var proposal))
            Total += gain / ((decimal)proposal.RiskUnit * _largest[(proposal.Symbol, proposal.PositionSide, proposal.PositionOpenedEpoch)]);
        else if (_acts.TryGetValue(plan, out var act))
            Total += gain / (act.RiskUnit * _largest[_open[act.Symbol]]);
    }

    public void OnAccount(long epoch, VenueAccount account)
    {
        foreach (var position in account.Positions)
        {
            var name = (position.Symbol, position.Side, position.OpenedMs / MillisecondsPerSecond);
            _open[position.Symbol] = name;
            Include(name, position.Quantity);
        }
    }

    private void Include((string Symbol, PositionSide Side, long OpenedEpoch) position, decimal quantity)
    {
        if (quantity > _largest.GetValueOrDefault(position))
            _largest[position] = quantity;
    }
}
