using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Permits;

public sealed class PositionCheckTests
{
    private const long Opened = 1_000;

    private static readonly PositionLimits Limits = new(StaleSec: 10, CooldownSec: 15, QuantityTolerance: 0.01m);
    private static readonly InstrumentRules Rules = new("BTCUSDT", 0.1m, 0.001m, 0.001m, 50);
    private static readonly HeldPosition Long = new(PositionSide.Long, 2, Opened, 100);

    // Everything in order: a quarter of the two may go.
    private static readonly PositionQuestion Good = new(
        PlanStep.ClosePartial25, PositionSide.Long, Opened, AccountAgeSec: 0, Long, IsHedged: false, Rules, LedgerAmount: 2, LastPlanAgeSec: null,
        IsOnHold: false, IsDone: false);

    // What makes each reason arise, in the order of the contract.
    private static readonly (PositionReason Reason, Func<PositionQuestion, PositionQuestion> Cause)[] Causes =
    [
        (PositionReason.NoExchangeSnapshot, good => good with { AccountAgeSec = null }),
        (PositionReason.StaleExchangeState, good => good with { AccountAgeSec = 11 }),
        (PositionReason.NoPosition, good => good with { Position = null }),
        (PositionReason.ReconcileRequiredSideMismatch, good => good with { PlanOpenedEpoch = Opened - 1 }),
        (PositionReason.ReconcileRequiredQtyMismatch, good => good with { LedgerAmount = 1 }),
        (PositionReason.CooldownInFlight, good => good with { LastPlanAgeSec = 14 }),
        (PositionReason.ReconcileHoldActive, good => good with { IsOnHold = true }),
        (PositionReason.BelowMinNotional, good => good with { Rules = Rules with { MinNotional = 51 } }),
        (PositionReason.PlanDone, good => good with { IsDone = true }),
    ];

    public static TheoryData<PositionReason, PositionReason> Pairs
    {
        get
        {
            var pairs = new TheoryData<PositionReason, PositionReason>();
            for (var first = 0; first < Causes.Length; first++)
            {
                for (var second = first; second < Causes.Length; second++)
                    pairs.Add(Causes[first].Reason, Causes[second].Reason);
            }

            return pairs;
        }
    }

    [Fact]
    public void Good_IsAllowed() => Assert.Equal(new PositionAnswer(PositionReason.SanityChecksPassed, 0.5m, null), PositionCheck.Judge(Good, Limits));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void EarlierReason_Wins(PositionReason first, PositionReason second)
    {
        var answer = PositionCheck.Judge(Cause(first)(Cause(second)(Good)), Limits);

        Assert.Equal((first, null), (answer.Reason, answer.Quantity));
        Assert.False(answer.IsAllowed);
        Assert.NotEqual("", answer.Context);
    }

    // The part that a plan closes of two, or the whole for a stop.
    [Theory]
    [InlineData(PlanStep.CloseFull, 2.0)]
    [InlineData(PlanStep.ClosePartial75, 1.5)]
    [InlineData(PlanStep.ClosePartial50, 1.0)]
    [InlineData(PlanStep.ClosePartial25, 0.5)]
    [InlineData(PlanStep.UpdateSl, 2.0)]
    public void Quantity_IsTheShareOfThePositionNow(PlanStep step, double expected) =>
        Assert.Equal((decimal)expected, PositionCheck.Judge(Good with { Step = step }, Limits).Quantity);

    // PS-2: what is not known is never read as a full close.
    [Theory]
    [InlineData(null)]
    [InlineData(PlanStep.Protect)]
    [InlineData(PlanStep.CloseQuantity)]
    public void UnknownStep_IsDenied(PlanStep? step) =>
        Assert.Equal(PositionReason.UnknownAction, PositionCheck.Judge(Good with { Step = step }, Limits).Reason);

    // PS-9, PS-10: neither cooldown nor hold ever traps a position, or keeps its stop from being tightened.
    [Theory]
    [InlineData(PlanStep.CloseFull, true)]
    [InlineData(PlanStep.UpdateSl, true)]
    [InlineData(PlanStep.ClosePartial75, false)]
    [InlineData(PlanStep.ClosePartial50, false)]
    [InlineData(PlanStep.ClosePartial25, false)]
    public void FullCloseAndStop_AreNeverHeldBack(PlanStep step, bool passes)
    {
        foreach (var held in new[] { Good with { LastPlanAgeSec = 0 }, Good with { IsOnHold = true } })
            Assert.Equal(passes, PositionCheck.Judge(held with { Step = step }, Limits).IsAllowed);
    }

    [Fact]
    public void FullClose_IsExemptFromTheLeastNotional() => Assert.Equal(
        PositionAnswer.Allow(2), PositionCheck.Judge(Good with { Step = PlanStep.CloseFull, Rules = Rules with { MinNotional = 1000 } }, Limits));

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(-10, true)]
    [InlineData(-11, false)]
    public void Account_IsStale_AlsoWhenDatedAhead(long age, bool passes) =>
        Assert.Equal(passes, PositionCheck.Judge(Good with { AccountAgeSec = age }, Limits).Reason != PositionReason.StaleExchangeState);

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    public void Cooldown_EndsWithItsTime(long age, bool passes) =>
        Assert.Equal(passes, PositionCheck.Judge(Good with { LastPlanAgeSec = age }, Limits).IsAllowed);

    // Side of the plan, when its position was opened, amount in the ledger.
    [Theory]
    [InlineData(PositionSide.Long, Opened, 2.0, PositionReason.SanityChecksPassed)]
    [InlineData(PositionSide.Short, Opened, 2.0, PositionReason.ReconcileRequiredSideMismatch)]
    [InlineData(PositionSide.Long, Opened - 60, 2.0, PositionReason.ReconcileRequiredSideMismatch)]
    [InlineData(PositionSide.Long, Opened, -2.0, PositionReason.ReconcileRequiredSideMismatch)]
    [InlineData(PositionSide.Long, Opened, 0.0, PositionReason.ReconcileRequiredQtyMismatch)]
    [InlineData(PositionSide.Long, Opened, 1.98, PositionReason.SanityChecksPassed)]
    [InlineData(PositionSide.Long, Opened, 1.979, PositionReason.ReconcileRequiredQtyMismatch)]
    [InlineData(PositionSide.Long, Opened, 2.021, PositionReason.ReconcileRequiredQtyMismatch)]
    public void Plan_IsForThisPosition_AndTheLedgerAgrees(PositionSide side, long opened, double ledger, PositionReason expected) =>
        Assert.Equal(
            expected,
            PositionCheck.Judge(Good with { PlanSide = side, PlanOpenedEpoch = opened, LedgerAmount = (decimal)ledger }, Limits).Reason);

    [Fact]
    public void Short_IsMeasuredByItsSize()
    {
        var held = Good with { PlanSide = PositionSide.Short, Position = Long with { Side = PositionSide.Short }, LedgerAmount = -2 };

        Assert.Equal(PositionAnswer.Allow(0.5m), PositionCheck.Judge(held, Limits));
    }

    [Fact]
    public void Hedged_IsNoPositionOfOurs() => Assert.Equal(
        PositionReason.ReconcileRequiredSideMismatch, PositionCheck.Judge(Good with { Position = null, IsHedged = true }, Limits).Reason);

    // Without the venue's rules a part cannot be rounded; the whole is a quantity that the venue itself named.
    [Theory]
    [InlineData(PlanStep.ClosePartial50, false)]
    [InlineData(PlanStep.CloseFull, true)]
    [InlineData(PlanStep.UpdateSl, true)]
    public void WithoutRules_OnlyTheWholeCanBeMeasured(PlanStep step, bool passes)
    {
        var answer = PositionCheck.Judge(Good with { Step = step, Rules = null }, Limits);

        Assert.Equal(passes ? PositionReason.SanityChecksPassed : PositionReason.NoExchangeSnapshot, answer.Reason);
        Assert.Equal(passes ? 2 : null, answer.Quantity);
    }

    private static Func<PositionQuestion, PositionQuestion> Cause(PositionReason reason) => Causes.Single(cause => cause.Reason == reason).Cause;
}
