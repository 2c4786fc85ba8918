using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Safety;

namespace QuantumTrader.Domain.Tests.Plans;

public sealed class PlanGatesTests
{
    private const long Made = 1_748_736_000_000;

    private static readonly PlanCase s_good = new(
        HasPlanId: true, HarvestAction.Partial75, HasStop: true, KillScore: 0.5, new KillState(IsOn: false, IsReadable: true, ReleasedMs: null),
        IsAllowed: true, IsEngine: true, Made, AgeMs: 0, MaxAgeMs: 30_000, Provenance.Paper, ApplyMode.Paper, IsTaken: false, IsDeferred: false);

    // In the order of the contract; a live venue, which this build has not, stands for itself.
    private static readonly (string Reason, PlanDecision Decision, Func<PlanCase, PlanCase> Shut)[] s_gates =
    [
        ("kill_switch_active", PlanDecision.Blocked, plan => plan with { Kill = plan.Kill with { IsOn = true } }),
        ("stale_after_halt", PlanDecision.Blocked, plan => plan with { Kill = plan.Kill with { ReleasedMs = Made + 1 } }),
        ("not_in_allowlist", PlanDecision.Skip, plan => plan with { IsAllowed = false }),
        ("other_engine_harvests", PlanDecision.Skip, plan => plan with { IsEngine = false }),
        ("proposal_stale", PlanDecision.Blocked, plan => plan with { AgeMs = 30_001 }),
        ("synthetic_source", PlanDecision.Blocked, plan => plan with { Source = Provenance.Synthetic, Mode = (ApplyMode)99 }),
        ("incomplete_proposal", PlanDecision.Error, plan => plan with { HasPlanId = false }),
        ("duplicate_plan", PlanDecision.Skip, plan => plan with { IsTaken = true }),
        ("below_min_notional", PlanDecision.Skip, plan => plan with { IsDeferred = true }),
        ("action_hold", PlanDecision.Skip, plan => plan with { Action = HarvestAction.Hold }),
    ];

    public static TheoryData<int, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<int, int>();
            for (var one = 0; one < s_gates.Length; one++)
            {
                for (var other = one; other < s_gates.Length; other++)
                    pairs.Add(one, other);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void TheEarlierGate_Decides(int earlier, int later)
    {
        var verdict = PlanGates.Decide(s_gates[later].Shut(s_gates[earlier].Shut(s_good)));

        Assert.Equal(new PlanVerdict(s_gates[earlier].Decision, null, s_gates[earlier].Reason), verdict);
    }

    [Fact]
    public void AllGatesShut_TheFirstDecides() =>
        Assert.Equal("kill_switch_active", PlanGates.Decide(s_gates.Aggregate(s_good, (plan, gate) => gate.Shut(plan))).Reasons);

    [Theory]
    [InlineData(HarvestAction.Partial25, PlanStep.ClosePartial25)]
    [InlineData(HarvestAction.Partial50, PlanStep.ClosePartial50)]
    [InlineData(HarvestAction.Partial75, PlanStep.ClosePartial75)]
    [InlineData(HarvestAction.FullCloseProposed, PlanStep.CloseFull)]
    [InlineData(HarvestAction.UpdateSl, PlanStep.UpdateSl)]
    public void KillScore_NeverBlocksAnExit(HarvestAction action, PlanStep step)
    {
        for (var hundredths = 50; hundredths <= 93; hundredths++)
        {
            var verdict = PlanGates.Decide(s_good with { Action = action, KillScore = hundredths / 100.0 });

            Assert.Equal(new PlanVerdict(PlanDecision.Execute, step, hundredths >= 60 ? "kill_score_warning_close_ok" : ""), verdict);
        }
    }

    [Theory]
    [InlineData(HarvestAction.None, true, PlanDecision.Skip, "action_hold")]
    [InlineData(HarvestAction.Hold, true, PlanDecision.Skip, "action_hold")]
    [InlineData(HarvestAction.UpdateSl, false, PlanDecision.Error, "incomplete_proposal")]
    [InlineData((HarvestAction)99, true, PlanDecision.Error, "unknown_action_99")]
    public void ActsThatDoNothing_HaveNoStep(HarvestAction action, bool hasStop, PlanDecision decision, string reason) =>
        Assert.Equal(
            new PlanVerdict(decision, null, reason), PlanGates.Decide(s_good with { Action = action, HasStop = hasStop, KillScore = 0.9 }));

    [Theory]
    [InlineData(30_000, PlanDecision.Execute)]
    [InlineData(30_001, PlanDecision.Blocked)]
    [InlineData(-30_000, PlanDecision.Execute)]
    [InlineData(-30_001, PlanDecision.Blocked)]
    public void Age_CountsBothWays(long ageMs, PlanDecision decision) =>
        Assert.Equal(decision, PlanGates.Decide(s_good with { AgeMs = ageMs }).Decision);

    [Theory]
    [InlineData(ApplyMode.DryRun)]
    [InlineData(ApplyMode.Paper)]
    public void SyntheticInput_PassesWhereNoMoneyIs(ApplyMode mode) =>
        Assert.Equal(PlanDecision.Execute, PlanGates.Decide(s_good with { Source = Provenance.Synthetic, Mode = mode }).Decision);

    [Fact]
    public void AnUnreadableSwitch_DoesNotTrapAPosition() =>
        Assert.Equal(PlanDecision.Execute, PlanGates.Decide(s_good with { Kill = new KillState(IsOn: false, IsReadable: false, null) }).Decision);

    [Theory]
    [InlineData(PlanStep.CloseFull, HarvestAction.FullCloseProposed, true)]
    [InlineData(PlanStep.ClosePartial75, HarvestAction.FullCloseProposed, true)]
    [InlineData(PlanStep.ClosePartial75, HarvestAction.Partial75, true)]
    [InlineData(PlanStep.ClosePartial25, HarvestAction.Partial50, true)]
    [InlineData(PlanStep.CloseFull, HarvestAction.Partial75, false)]
    [InlineData(PlanStep.ClosePartial50, HarvestAction.Partial25, false)]
    [InlineData(PlanStep.ClosePartial25, HarvestAction.UpdateSl, false)]
    [InlineData(PlanStep.ClosePartial25, HarvestAction.Hold, false)]
    [InlineData(PlanStep.ClosePartial25, HarvestAction.None, false)]
    [InlineData(PlanStep.UpdateSl, HarvestAction.UpdateSl, true)]
    [InlineData(PlanStep.UpdateSl, HarvestAction.FullCloseProposed, false)]
    [InlineData(PlanStep.CloseQuantity, HarvestAction.FullCloseProposed, false)]
    [InlineData(PlanStep.Protect, HarvestAction.UpdateSl, false)]
    public void AStep_IsWithinWhatIsPermitted(PlanStep step, HarvestAction permitted, bool isWithin) =>
        Assert.Equal(isWithin, step.IsWithin(permitted));
}
