using System.Text.Json;
using QuantumTrader.Cli.Inspect;
using QuantumTrader.Cli.Proof;
using QuantumTrader.Cli.Proof.Proofs;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.Cli.Tests.Proof;

/// <summary>What is made of the heat gate's answers, plans, permits and protection.</summary>
public sealed class ActJudgingTests
{
    private static readonly HeatRule s_rule = HeatRule.Standard(HeatPolicy.Harvest);
    private static readonly CalibratedRecord s_weakened = Chain.Calibrated(
        Chain.Proposal(HarvestAction.FullCloseProposed), HarvestAction.Partial75, reason: HeatReason.PortfolioHeatWarm);

    private static readonly HashSet<string> s_answered = [Chain.PlanId];

    [Fact]
    public void HeatGate_HasAnsweredEachAct_OrIsNamed()
    {
        Seen.Assert(ProofVerdict.Pass, HeatGateProof.Judge("one", 7, Seen.Reader(), [Chain.Proposal()], s_answered), "7 acts proposed");
        Seen.Assert(ProofVerdict.Skipped, HeatGateProof.Judge("one", 0, Seen.Reader(), [], s_answered), "no act has been proposed");
        Seen.Assert(ProofVerdict.Fail, HeatGateProof.Judge(null, 0, Seen.Reader(), [], s_answered), "nobody runs heat-gate");
        Seen.Assert(ProofVerdict.Fail, HeatGateProof.Judge("one", 7, Seen.Reader(lag: 7), [], s_answered), "lag 7, pending 0");
        Seen.Assert(ProofVerdict.Fail, HeatGateProof.Judge("one", 1, Seen.Reader(), [Chain.Proposal(planId: "00ff")], s_answered), "BTCUSDT: act 00ff has no answer");
    }

    [Fact]
    public void Downgrade_IsFound_AndAnActThatThePolicyDoesNotExplainFails()
    {
        Seen.Assert(ProofVerdict.Pass, DowngradeProof.Judge([Chain.Calibrated(Chain.Proposal()), s_weakened], s_rule), "1 of the newest 2 closes were weakened");
        Seen.Assert(ProofVerdict.Skipped, DowngradeProof.Judge([Chain.Calibrated(Chain.Proposal())], s_rule), "no downgrade was due");
        Seen.Assert(ProofVerdict.Skipped, DowngradeProof.Judge([], s_rule), "none of the newest 0");
        Seen.Assert(ProofVerdict.Skipped, DowngradeProof.Judge([s_weakened with { Policy = "moderate" }], s_rule), "none of the newest 1");
        Seen.Assert(ProofVerdict.Fail, DowngradeProof.Judge([s_weakened with { CalibratedAction = HarvestAction.Partial25 }], s_rule), "FULL_CLOSE_PROPOSED -> PARTIAL_25");
        Seen.Assert(ProofVerdict.Fail, DowngradeProof.Judge([s_weakened with { Reason = HeatReason.PortfolioHeatCold }], s_rule), "which is not what the policy says");
    }

    [Fact]
    public void Plan_CarriesTheEffectiveAction_AndItsOrderTheStep()
    {
        var plan = Chain.Plan(s_weakened) with { Attempt = "1-0" };
        var order = Chain.Order(plan) with { Attempt = "1-0" };
        var acts = new Dictionary<string, CalibratedRecord> { ["1-0"] = s_weakened };

        Seen.Assert(ProofVerdict.Pass, CalibratedApplyProof.Judge([plan], acts, [order]), "1 plans carry the effective action, 1 of them a weakened one; 1 orders");
        Seen.Assert(ProofVerdict.Fail, CalibratedApplyProof.Judge([plan with { Action = HarvestAction.FullCloseProposed }], acts, []), "FULL_CLOSE_PROPOSED, and its act says PARTIAL_75");
        Seen.Assert(ProofVerdict.Fail, CalibratedApplyProof.Judge([plan], acts, [order with { Step = PlanStep.CloseFull }]), "CLOSE_FULL, and the plan says CLOSE_PARTIAL_75");
        Seen.Assert(ProofVerdict.Skipped, CalibratedApplyProof.Judge([plan with { Attempt = null }], acts, []), "no plan");
    }

    [Fact]
    public void Permits_OfAllThreeAuthors_Pass()
    {
        Seen.Assert(ProofVerdict.Pass, Permits(Mark(), Result()), "1 of the 1 newest executed plans had all three");
        Seen.Assert(ProofVerdict.Skipped, PermitsProof.Judge([], [], [], Chain.StartMs), "no plan has been executed yet");
    }

    [Fact]
    public void Permit_ThatIsMissing_NamesItsAuthor()
    {
        var missed = Result() with { Executed = false, Error = "permit_timeout_or_missing:missing_governor" };
        var later = missed with { TimeMs = missed.TimeMs + 1 };

        Seen.Assert(ProofVerdict.Fail, PermitsProof.Judge(["nobody runs governor"], [], [], Chain.StartMs), "nobody runs governor");
        Seen.Assert(ProofVerdict.Fail, Permits(null), "no mark of its permits is left");
        Seen.Assert(ProofVerdict.Fail, Permits("{}"), "cannot be read");
        Seen.Assert(ProofVerdict.Fail, Permits(Mark(governor: "")), "the permit of governor cannot be read");
        Seen.Assert(ProofVerdict.Fail, Permits(Mark(p33: Chain.P33(refusal: "no_position").Permit)), "is a refusal");
        Seen.Assert(ProofVerdict.Fail, Permits(Mark(p26: Chain.P26(planId: "00ff").Permit)), "is of another plan");
        Seen.Assert(ProofVerdict.Fail, Permits(Mark(), later, Result()), "missing_governor: 1 newest plans got no permit");

        // One that got its permits since then, or a long time since: it is over.
        Seen.Assert(ProofVerdict.Pass, Permits(Mark(), Result(), missed), "1 of the 1");
        Seen.Assert(ProofVerdict.Pass, PermitsProof.Judge([], [(Chain.PlanId, Mark())], [later], later.TimeMs + 1), "1 of the 1");
    }

    [Fact]
    public void Position_WithoutAConfirmedStop_IsNamed()
    {
        PositionRow row = new(Chain.Symbol, "LONG", 2, 2, 100, 112, 24, 6, 98, true, 115, Chain.OpenedEpoch, 3600, 2, "paper", Chain.StartEpoch, 0);

        Seen.Assert(ProofVerdict.Pass, ProtectionProof.Judge(new PositionList(1, [row], [])), "1 of 1 positions");
        Seen.Assert(ProofVerdict.Fail, ProtectionProof.Judge(new PositionList(1, [row, row with { Symbol = "ETHUSDT", StopConfirmed = false }], [])), "ETHUSDT LONG 2: no confirmed stop");
        Seen.Assert(ProofVerdict.Fail, ProtectionProof.Judge(new PositionList(1, [], ["quantum:state:positions:X: unreadable"])), "unreadable");
        Seen.Assert(ProofVerdict.Skipped, ProtectionProof.Judge(new PositionList(1, [], [])), "no open position");
    }

    private static Finding Permits(string? mark, params ApplyResultRecord[] results) => PermitsProof.Judge([], [(Chain.PlanId, mark)], results, Chain.StartMs);

    private static ApplyResultRecord Result() => Chain.Result(Chain.Plan(s_weakened), steps: Chain.Step());

    private static string Mark(string? governor = null, string? p33 = null, string? p26 = null) => JsonSerializer.Serialize(
        new ConsumedPermits("1-0", "2-0", Chain.StartMs, governor ?? Chain.Governor().Permit, p33 ?? Chain.P33().Permit, p26 ?? Chain.P26().Permit), PermitJson.Default.ConsumedPermits);
}
