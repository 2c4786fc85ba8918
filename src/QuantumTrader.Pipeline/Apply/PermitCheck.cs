using System.Text.Json.Serialization.Metadata;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>
/// Validates the permits of a plan before they are consumed: for this symbol and this plan, for at least what the plan does, for the position as it stands now.
/// </summary>
internal static class PermitCheck
{
    private const long MillisecondsPerSecond = 1000;

    public static PermitWord Governor(PlanRecord plan, in PermitSight seen)
    {
        if (seen.Governor.IsMissing)
            return Block(plan, seen.GovernorBlock);
        return Read(seen.Governor, PermitJson.Default.GovernorPermit, out var permit) is { } fault
            ? fault
            : Fits(plan, permit!.Symbol, permit.PlanId, permit.Granted && permit is { Consumed: false, Decision: "EXECUTE" });
    }

    public static PermitWord P26(PlanRecord plan, in PermitSight seen)
    {
        if (seen.P26.IsMissing)
            return seen.P26Refusal is { } reason ? PermitWord.Refused(reason) : PermitWord.Missing;
        if (Read(seen.P26, PermitJson.Default.P26Permit, out var permit) is { } fault)
            return fault;
        var word = Fits(plan, permit!.Symbol, permit.PlanId, permit.Granted);
        if (word.State == PermitState.Granted && !(Action(permit.Action) is { } action && plan.Step!.Value.IsWithin(action)))
            return PermitWord.Mismatch($"{permit.Action} is permitted, {plan.Step!.Value.ToWire()} is more");
        return word;
    }

    /// <summary>The permit itself is read by <see cref="Permit"/>.</summary>
    public static PermitWord P33(PlanRecord plan, in PermitSight seen)
    {
        if (seen.P33.IsMissing)
            return PermitWord.Missing;
        if (Read(seen.P33, PermitJson.Default.P33Permit, out var permit) is { } fault)
            return fault;
        var isOfThisAttempt = permit!.CreatedAt >= plan.PlannedMs / MillisecondsPerSecond;

        // The refusal of an earlier attempt stands for a minute; what counts is what the gate says of this one.
        if (!permit.Allow)
            return isOfThisAttempt ? PermitWord.Refused(permit.Reason) : PermitWord.Missing;
        var word = Fits(plan, permit.Symbol, permit.PlanId, isGranted: true);
        if (word.State == PermitState.Granted && Change(plan, permit, seen.Position) is { } change)
            word = PermitWord.Mismatch(change);
        return word.State == PermitState.Mismatch && !isOfThisAttempt ? word with { State = PermitState.Outdated } : word;
    }

    /// <exception cref="WireFormatException">The text is no permit of the position state brain.</exception>
    public static P33Permit Permit(string text) => PermitJson.TryRead(text, PermitJson.Default.P33Permit, out var permit, out var fault)
        ? permit
        : throw new WireFormatException(new WireError("p33 permit", "$", text, fault));

    private static PermitWord Block(PlanRecord plan, Stored<string> stored) =>
        stored.Value is { } text
        && PermitJson.TryRead(text, PermitJson.Default.GovernorBlock, out var block, out _)
        && block.Timestamp >= plan.PlannedMs / MillisecondsPerSecond
            ? PermitWord.Refused(block.Reason)
            : PermitWord.Missing;

    private static PermitWord? Read<T>(Stored<string> stored, JsonTypeInfo<T> json, out T? permit)
        where T : class
    {
        permit = null;
        if (stored.Error is { } error)
            return PermitWord.Mismatch(error.ToString());
        return PermitJson.TryRead(stored.Value!, json, out permit, out var fault) ? null : PermitWord.Mismatch(fault);
    }

    private static PermitWord Fits(PlanRecord plan, string symbol, string planId, bool isGranted)
    {
        if (symbol != plan.Symbol || planId != plan.PlanId)
            return PermitWord.Mismatch($"it is for plan {planId} of {symbol}");
        return isGranted ? PermitWord.Granted : PermitWord.Mismatch("it grants nothing");
    }

    // What is different now from what the permit was issued for; null when nothing is.
    private static string? Change(PlanRecord plan, P33Permit permit, Stored<PositionRecord> stored)
    {
        if (stored.Value is not { IsFlat: false } position)
            return stored.Error?.ToString() ?? "there is no position";
        if (permit.ExchangePositionAmt is not { } amount || permit.PositionOpenedEpoch is not { } opened)
            return "it does not name a position";
        if (position.Side != plan.PositionSide || Math.Sign(amount) != (plan.PositionSide == PositionSide.Long ? 1 : -1))
            return $"the position is {WireNames.Of(position.Side!.Value)}, permitted is {amount}, planned {WireNames.Of(plan.PositionSide)}";
        if (position.OpenedEpoch != plan.PositionOpenedEpoch || opened != plan.PositionOpenedEpoch)
            return $"the position opened at {position.OpenedEpoch}, permitted is that of {opened}, planned {plan.PositionOpenedEpoch}";
        return plan.Step!.Value.Closes() ? CloseChange(permit, position, amount) : null;
    }

    private static string? CloseChange(P33Permit permit, PositionRecord position, decimal amount)
    {
        if (position.SignedQuantity != amount)
            return $"the position is {position.SignedQuantity}, permitted is {amount}";
        return permit.SafeQty is { } quantity && quantity > 0 && quantity <= Math.Abs(amount) && permit.SafeCloseQty == quantity
            ? null
            : $"safe_qty {permit.SafeQty}, safe_close_qty {permit.SafeCloseQty} of {amount}";
    }

    private static HarvestAction? Action(string word)
    {
        foreach (var action in Enum.GetValues<HarvestAction>())
        {
            if (action.ToWire() == word)
                return action;
        }

        return null;
    }
}
