using QuantumTrader.Cli.Rendering;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Explain;

/// <summary>Puts the stored facts of a plan together. Reads nothing and assumes nothing: what is not there is null.</summary>
internal static class Explainer
{
    private const double MillisecondsPerSecond = 1000;

    public static Explanation Explain(PlanHistory history, KeptFacts kept, IReadOnlyDictionary<string, int> unreadable)
    {
        var attempt = Attempt.Of(history);
        var proposal = attempt.Proposal;
        return new Explanation(
            history.PlanId,
            SymbolOf(history),
            proposal?.TraceId ?? attempt.Plan?.TraceId ?? attempt.Result?.TraceId ?? history.Orders.Newest()?.TraceId,
            Judge.Of(history, attempt),
            proposal is null ? null : ActOf(proposal),
            proposal is null ? null : InputsOf(proposal),
            ProfitOf(attempt, kept.Theta),
            KillOf(attempt, kept.Theta),
            proposal is null ? null : MarketOf(proposal),
            attempt.Calibrated is { } calibrated ? HeatOf(calibrated) : null,
            [.. attempt.Permits.Select(notice => PermitOf(notice, history.Permits.Count(other => other.Gate == notice.Gate)))],
            kept.ConsumedMs,
            attempt.Plan is { } plan ? PlanOf(plan) : null,
            [.. history.Orders.Select(order => OrderOf(order, kept.Journals))],
            [.. history.VenueEvents.Where(happened => happened.Kind == VenueEventKind.Order).Select(VenueOrderOf)],
            [.. history.VenueEvents.Where(happened => happened.Kind == VenueEventKind.Fill).Select(FillOf)],
            attempt.Result is { } result ? ResultOf(result) : null,
            [.. history.Executions.Select(ExecutionOf)],
            RepeatsOf(history),
            kept.State,
            Gone.Of(history, attempt, kept),
            unreadable);
    }

    private static string SymbolOf(PlanHistory history) =>
        history.Proposals.Select(record => record.Symbol)
            .Concat(history.Calibrated.Select(record => record.Proposal.Symbol))
            .Concat(history.Plans.Select(record => record.Symbol))
            .Concat(history.Permits.Select(record => record.Symbol))
            .Concat(history.Orders.Select(record => record.Symbol))
            .Concat(history.Results.Select(record => record.Symbol))
            .Concat(history.Executions.Select(record => record.Symbol))
            .Concat(history.VenueEvents.Select(record => record.Symbol))
            .First();

    private static ActFacts ActOf(HarvestProposalRecord proposal) => new(
        proposal.Action.ToWire(), proposal.NewSlProposed, Codes(proposal.ReasonCodes), WireNames.Of(proposal.PositionSide), proposal.PositionOpenedEpoch,
        proposal.PositionQuantity, proposal.PositionEntryPrice, proposal.PositionCurrentPrice, proposal.PositionUnrealizedPnl, proposal.PositionAgeSec,
        proposal.ComputedMs);

    private static InputFacts InputsOf(HarvestProposalRecord proposal)
    {
        double? AgeOf(long? epoch) => proposal.Source == Provenance.Replay || epoch is not { } time
            ? null
            : (proposal.ComputedMs / MillisecondsPerSecond) - time;
        var inputs = proposal.Inputs;
        return new InputFacts(
            WireNames.Of(proposal.Source), inputs.PositionEpoch, AgeOf(inputs.PositionEpoch), inputs.MarketEpoch, AgeOf(inputs.MarketEpoch),
            inputs.RiskEpoch, AgeOf(inputs.RiskEpoch), inputs.ThetaId);
    }

    // A plan repeats what its proposal said of R and of the kill score.
    private static ProfitFacts? ProfitOf(Attempt attempt, HarvestTheta? theta) =>
        (attempt.Proposal?.RNet ?? attempt.Plan?.RNet) is { } r
            ? new ProfitFacts(r, attempt.Proposal?.RiskUnit, attempt.Proposal?.CostEst, theta?.T1R, theta?.T2R, theta?.T3R, theta?.LockR)
            : null;

    private static KillFacts? KillOf(Attempt attempt, HarvestTheta? theta)
    {
        if ((attempt.Proposal?.KillScore ?? attempt.Plan?.KillScore) is not { } kill)
            return null;
        KillPart Part(string name, double value, double? weight) => new(name, value, weight, value * weight);
        return new KillFacts(kill.Value, theta?.KillThreshold,
        [
            Part("regime_flip", kill.RegimeFlip, theta?.KRegimeFlip), Part("sigma_spike", kill.SigmaSpike, theta?.KSigmaSpike),
            Part("ts_drop", kill.TsDrop, theta?.KTsDrop), Part("age_penalty", kill.AgePenalty, theta?.KAgePenalty),
        ]);
    }

    private static MarketFacts MarketOf(HarvestProposalRecord proposal)
    {
        var market = proposal.Market;
        return new MarketFacts(market.Sigma, market.TrendStrength, market.Regimes.Trend, market.Regimes.MeanReversion, market.Regimes.Chop);
    }

    private static HeatFacts HeatOf(CalibratedRecord act) => new(
        act.HeatValue, act.Bucket is { } bucket ? WireNames.Of(bucket) : null, act.Policy, act.IsEnforced ? "enforce" : "shadow",
        act.Proposal.Action.ToWire(), act.CalibratedAction.ToWire(), act.EffectiveAction.ToWire(), act.Reason.ToCode(), act.CalibratedMs);

    private static PermitFacts PermitOf(PermitNoticeRecord notice, int issued) =>
        new(WireNames.Of(notice.Gate), notice.Granted, notice.Reason, notice.TimeMs, JsonText.Parse(notice.Permit), issued);

    private static PlanFacts PlanOf(PlanRecord plan) => new(
        WireNames.Of(plan.Decision), Codes(plan.ReasonCodes), plan.Step?.ToWire(), plan.Action.ToWire(), WireNames.Of(plan.Mode), plan.ComputedMs,
        plan.PlannedMs);

    private static OrderFacts OrderOf(ExecutionOrderRecord order, IReadOnlyDictionary<string, string> journals)
    {
        var id = ClientOrderId.Of(order.PlanId, order.Step);
        return new OrderFacts(
            order.Step.ToWire(), order.Quantity, order.StopPrice, order.IsIntent ? "intent" : "plan", order.Reason, id, order.ComputedMs, order.SentMs,
            journals.TryGetValue(id, out var journal) ? JsonText.Parse(journal) : null);
    }

    private static VenueOrderFacts VenueOrderOf(VenueEventRecord told) => new(
        told.ClientOrderId, told.OrderId, told.Type is { } type ? WireNames.Of(type) : null, told.Side is { } side ? WireNames.Of(side) : null,
        told.Status is { } status ? WireNames.Of(status) : null, told.Quantity, told.StopPrice, told.Reason, told.TimeMs);

    private static FillFacts FillOf(VenueEventRecord fill) => new(
        fill.Side is { } side ? WireNames.Of(side) : null, fill.Quantity, fill.Price, fill.Fee, fill.RealizedPnl, fill.TradeId, fill.ClientOrderId,
        fill.TimeMs);

    private static ResultFacts ResultOf(ApplyResultRecord result) => new(
        WireNames.Of(result.Decision), result.Executed, result.WouldExecute, result.MayRetry, result.Error, result.ProposalAgeMs, result.TimeMs,
        [.. result.Steps.Select(step => new StepFacts(
            step.Step, step.Status, step.ClientOrderId, step.Side, step.Quantity, step.ExecutedQty, step.AvgPrice, step.ReduceOnly, step.Details))]);

    private static ExecutionFacts ExecutionOf(ExecutionResultRecord done) => new(
        done.Status, WireNames.Of(done.Side), done.Quantity, done.Price, done.Fee, done.RealizedPnl, done.StopLoss, done.ClientOrderId, done.Timestamp);

    private static RepeatFacts RepeatsOf(PlanHistory history)
    {
        // Every act that was calibrated was proposed; the older ones may have left the one stream and not yet the other.
        var times = history.Proposals.Select(act => act.ComputedMs).Union(history.Calibrated.Select(act => act.Proposal.ComputedMs)).Order().ToList();
        return new RepeatFacts(
            times.Count, times.Count > 0 ? times[0] : null, times.Count > 0 ? times[^1] : null, history.Calibrated.Count,
            Counts(history.Plans.Select(plan => $"{WireNames.Of(plan.Decision)} {plan.ReasonCodes}".TrimEnd())),
            Counts(history.Results.Select(result =>
                result.Executed ? "executed" : result.WouldExecute ? "would_execute" : result.Error ?? WireNames.Of(result.Decision))));
    }

    private static SortedDictionary<string, int> Counts(IEnumerable<string> names) =>
        new(names.CountBy(name => name).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    private static string[] Codes(string joined) => joined.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
