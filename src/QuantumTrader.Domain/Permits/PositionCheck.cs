using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Permits;

/// <summary>
/// P3.3: is there still the position that a plan was made for, do venue and ledger agree on it, and how much of it may the plan close? Contract section 5.4; the first reason
/// in the order of <see cref="PositionReason"/> wins. Whatever holds partial closes back never holds a full close or a stop.
/// </summary>
public static class PositionCheck
{
    public static PositionAnswer Judge(PositionQuestion question, PositionLimits limits)
    {
        if (question.AccountAgeSec is not { } age)
            return PositionAnswer.Deny(PositionReason.NoExchangeSnapshot, $"the venue's account is not known");
        if (Math.Abs(age) > limits.StaleSec)
            return PositionAnswer.Deny(PositionReason.StaleExchangeState, $"the venue's account is {age} s old, at most {limits.StaleSec}");
        if (question.Position is not { } position)
            return question.IsHedged
                ? PositionAnswer.Deny(PositionReason.ReconcileRequiredSideMismatch, $"long and short are open at once")
                : PositionAnswer.Deny(PositionReason.NoPosition, $"the venue has no position");
        return Mismatch(question, position, limits) ?? Pause(question, limits) ?? Measure(question, position);
    }

    private static PositionAnswer? Mismatch(PositionQuestion question, HeldPosition position, PositionLimits limits)
    {
        var amount = position.SignedAmount;
        if (question.PlanSide != position.Side || question.PlanOpenedEpoch != position.OpenedEpoch)
            return PositionAnswer.Deny(
                PositionReason.ReconcileRequiredSideMismatch,
                $"planned for the {question.PlanSide} of {question.PlanOpenedEpoch}, open is the {position.Side} of {position.OpenedEpoch}");
        if (Math.Sign(question.LedgerAmount) == -Math.Sign(amount))
            return PositionAnswer.Deny(PositionReason.ReconcileRequiredSideMismatch, $"venue {amount}, ledger {question.LedgerAmount}");
        var tolerance = AmountAgreement.Tolerance(amount, question.Rules?.StepSize ?? 0, limits.QuantityTolerance);
        return AmountAgreement.Agree(amount, question.LedgerAmount, tolerance)
            ? null
            : PositionAnswer.Deny(
                PositionReason.ReconcileRequiredQtyMismatch, $"venue {amount}, ledger {question.LedgerAmount}, tolerance {tolerance}");
    }

    private static PositionAnswer? Pause(PositionQuestion question, PositionLimits limits)
    {
        if (question.Step?.ClosePercent() is null or 100)
            return null;
        if (question.LastPlanAgeSec is { } age && age < limits.CooldownSec)
            return PositionAnswer.Deny(PositionReason.CooldownInFlight, $"the last execution is {age} s old, at least {limits.CooldownSec}");
        return question.IsOnHold ? PositionAnswer.Deny(PositionReason.ReconcileHoldActive, $"partial closes are on hold") : null;
    }

    private static PositionAnswer Measure(PositionQuestion question, HeldPosition position)
    {
        var percent = question.Step?.ClosePercent();
        if (percent is null && question.Step != PlanStep.UpdateSl)
            return PositionAnswer.Deny(PositionReason.UnknownAction, $"the step {question.Step?.ToWire() ?? "none"} is not one that can be measured");
        var quantity = percent is { } part ? Close(part, position, question.Rules) : position.Quantity;
        if (quantity is null)
            return question.Rules is null
                ? PositionAnswer.Deny(PositionReason.NoExchangeSnapshot, $"what the venue accepts is not known")
                : PositionAnswer.Deny(
                    PositionReason.BelowMinNotional, $"{percent} % of {position.Quantity} at {position.MarkPrice} is less than the venue accepts");
        return question.IsDone
            ? PositionAnswer.Deny(PositionReason.PlanDone, $"the plan has been carried out")
            : PositionAnswer.Allow(quantity.Value);
    }

    // Without the venue's rules a part cannot be rounded; the whole is a quantity that the venue itself named.
    private static decimal? Close(int percent, HeldPosition position, InstrumentRules? rules) =>
        rules is not null ? SafeQuantity.Of(percent, position.Quantity, position.MarkPrice, rules)
        : percent == 100 ? position.Quantity
        : null;
}
