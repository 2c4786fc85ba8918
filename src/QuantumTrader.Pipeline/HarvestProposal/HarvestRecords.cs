using System.Globalization;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>Turns a proposal into what is published: the hash, and one stream entry for each act in it.</summary>
internal static class HarvestRecords
{
    public static HarvestProposalRecord Of(
        SymbolInputs inputs, Domain.Harvest.HarvestProposal proposal, long? fullCloseSince, int repeatSeconds, long nowMs, RiskInput risk, string thetaId)
    {
        var position = inputs.Position!;
        var snapshot = position.Snapshot;
        var record = new HarvestProposalRecord(
            inputs.Symbol, proposal.Action, proposal.NewSlProposed, proposal.RNet, proposal.RiskUnit, proposal.CostEst, proposal.KillScore,
            proposal.Reasons.ToCodes(), inputs.Market!.Conditions, nowMs, snapshot.Side, snapshot.AgeSec, snapshot.CurrentPrice,
            snapshot.EntryPrice, snapshot.UnrealizedPnl, snapshot.Quantity, position.OpenedEpoch, PlanId: null,
            TraceId: string.Create(CultureInfo.InvariantCulture, $"{inputs.Symbol}-{position.InputsEpoch}"),
            fullCloseSince, Provenances.Combine(inputs.Source, risk.Source), Math.Min(position.InputsEpoch, inputs.Market.InputsEpoch),
            new ProposalInputs(position.InputsEpoch, inputs.Market.InputsEpoch, risk.Proposal?.InputsEpoch, thetaId));
        return record with { PlanId = ActPlan(record, position, repeatSeconds) ?? StopPlan(record) };
    }

    /// <summary>The acts of a proposal: the partial or full close, then the stop.</summary>
    public static IEnumerable<HarvestProposalRecord> Acts(HarvestProposalRecord record)
    {
        if (record.Action != HarvestAction.None)
            yield return record;
        if (StopPlan(record) is { } plan)
            yield return record with { Action = HarvestAction.UpdateSl, PlanId = plan };
    }

    private static string? ActPlan(HarvestProposalRecord record, PositionInput position, int repeatSeconds) => record.Action switch
    {
        HarvestAction.None => null,
        HarvestAction.FullCloseProposed => PlanIdentity.OfFullClose(
            record.Symbol, record.PositionSide, record.PositionOpenedEpoch,
            Math.Max(0, position.InputsEpoch - (record.FullCloseSinceEpoch ?? position.InputsEpoch)), repeatSeconds),
        var rung => PlanIdentity.OfPartial(record.Symbol, record.PositionSide, record.PositionOpenedEpoch, rung),
    };

    private static string? StopPlan(HarvestProposalRecord record) => record.NewSlProposed is { } stop
        ? PlanIdentity.OfStopUpdate(record.Symbol, record.PositionSide, record.PositionOpenedEpoch, WireNumber.Format(stop))
        : null;
}
