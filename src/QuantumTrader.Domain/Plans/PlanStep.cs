using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Domain.Plans;

/// <summary>The one thing that a plan does at the venue. Contract section 6.1.</summary>
public enum PlanStep
{
    CloseFull,
    ClosePartial75,
    ClosePartial50,
    ClosePartial25,

    /// <summary>A tighter stop in place of the one that rests.</summary>
    UpdateSl,

    /// <summary>The first stop of a position that has none; execution's own act, never a plan's.</summary>
    Protect,

    /// <summary>A reduce-only close of a quantity that an intent names.</summary>
    CloseQuantity,
}

public static class PlanSteps
{
    /// <summary>The step that carries out an action; null for an action that does nothing at the venue.</summary>
    public static PlanStep? Of(HarvestAction action) => action switch
    {
        HarvestAction.FullCloseProposed => PlanStep.CloseFull,
        HarvestAction.Partial75 => PlanStep.ClosePartial75,
        HarvestAction.Partial50 => PlanStep.ClosePartial50,
        HarvestAction.Partial25 => PlanStep.ClosePartial25,
        HarvestAction.UpdateSl => PlanStep.UpdateSl,
        _ => null,
    };

    public static bool Closes(this PlanStep step) => step is not (PlanStep.UpdateSl or PlanStep.Protect);

    /// <summary>Whether a permit for the action covers the step: a close up to the part that the action closes, a stop only where a stop is permitted.</summary>
    public static bool IsWithin(this PlanStep step, HarvestAction permitted) => step switch
    {
        PlanStep.UpdateSl => permitted == HarvestAction.UpdateSl,
        _ => step.ClosePercent() is { } part && permitted.CloseShare() is { } most && part <= most * 100,
    };

    /// <summary>The part of the position that the step closes, percent; null for a step that has no fixed part.</summary>
    public static int? ClosePercent(this PlanStep step) => step switch
    {
        PlanStep.CloseFull => 100,
        PlanStep.ClosePartial75 => 75,
        PlanStep.ClosePartial50 => 50,
        PlanStep.ClosePartial25 => 25,
        _ => null,
    };

    public static string ToWire(this PlanStep step) => step switch
    {
        PlanStep.CloseFull => "CLOSE_FULL",
        PlanStep.ClosePartial75 => "CLOSE_PARTIAL_75",
        PlanStep.ClosePartial50 => "CLOSE_PARTIAL_50",
        PlanStep.ClosePartial25 => "CLOSE_PARTIAL_25",
        PlanStep.UpdateSl => "UPDATE_SL",
        PlanStep.Protect => "PROTECT",
        PlanStep.CloseQuantity => "CLOSE_QUANTITY",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "not a plan step"),
    };

    /// <summary>The letter of the step in a client order id.</summary>
    public static char Letter(this PlanStep step) => step switch
    {
        PlanStep.CloseFull => 'f',
        PlanStep.UpdateSl => 's',
        PlanStep.Protect => 'g',
        PlanStep.CloseQuantity => 'q',
        _ => 'p',
    };
}
