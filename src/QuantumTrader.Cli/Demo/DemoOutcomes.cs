using QuantumTrader.Cli.Rendering;
using QuantumTrader.Cli.Replay;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Demo;

/// <summary>Says what becomes of each proposal behind the heat gate, and of what the ladder asks for: changed, carried out, or refused and by which reason. The same of the same plan is said once.</summary>
/// <param name="tell">Takes the time, the symbol, the kind in one word and the text.</param>
internal sealed class DemoOutcomes(Action<long, string, string, string> tell) : IReplaySink
{
    private static readonly string OtherEngine = PlanReason.OtherEngineHarvests.ToCode();

    private readonly Dictionary<(string Symbol, string Kind), string> _said = [];

    public void OnCalibrated(long epoch, CalibratedRecord act)
    {
        if (act.EffectiveAction != act.Proposal.Action)
            Say(epoch, act.Proposal.Symbol, "heat", act.Proposal.PlanId, $"{act.Proposal.Action.ToWire()} becomes {act.EffectiveAction.ToWire()}  [{act.Reason.ToCode()}]");
    }

    public void OnPlan(long epoch, PlanRecord plan)
    {
        if (plan.Decision != PlanDecision.Execute && plan.ReasonCodes != DenialCounts.Repeat && plan.ReasonCodes != OtherEngine)
            Say(epoch, plan.Symbol, "refused", plan.PlanId, $"{plan.Action.ToWire()}  [{plan.ReasonCodes}]");
    }

    // What is only suggested would be mistaken for what happens.
    public void OnAct(long epoch, HarvestActRecord act)
    {
        if (!act.DryRun)
            Say(epoch, act.Symbol, "ladder", act.CorrelationId, $"{(act.NewStop is { } stop ? $"stop to {Figures.Price(stop)}" : $"close {act.Quantity}")} at {Figures.Signed((double)act.RLevel, 2)} R  [{act.Reason}]");
    }

    public void OnRejection(long epoch, RejectedIntentRecord rejection)
    {
        if (rejection.Symbol is { } symbol)
            Say(epoch, symbol, "refused", rejection.CorrelationId, $"{rejection.Intent?.IntentType}  [{rejection.Reason}]");
    }

    public void OnResult(long epoch, ApplyResultRecord result)
    {
        if (result is { Executed: true, Steps: [var step, ..] })
            Say(epoch, result.Symbol, "done", result.PlanId, step.ExecutedQty is > 0 and var closed ? $"{step.Step} {closed} at {Figures.Price(step.AvgPrice ?? 0)}" : $"{step.Step} {step.Details}");
        else if (result.Error is { } error)
            Say(epoch, result.Symbol, "refused", result.PlanId, $"[{error}]");
    }

    private void Say(long epoch, string symbol, string kind, string? plan, string text)
    {
        var all = $"{plan} {text}";
        if (_said.GetValueOrDefault((symbol, kind)) == all)
            return;
        _said[(symbol, kind)] = all;
        tell(epoch, symbol, kind, text);
    }
}
