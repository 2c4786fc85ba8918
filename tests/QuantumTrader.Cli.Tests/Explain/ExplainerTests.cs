using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.Cli.Tests.Explain;

public sealed class ExplainerTests
{
    [Fact]
    public void Executed_EverythingIsThere()
    {
        var plan = Chains.Done.Explained();

        Assert.Equal(("PARTIAL_75", "LONG", 2, 3600), (plan.Act!.Action, plan.Act.PositionSide, plan.Act.PositionQuantity, plan.Act.PositionAgeSec));
        Assert.Equal(["harvest_partial_75"], plan.Act.ReasonCodes);
        Assert.Equal((1, 2, null), (plan.Inputs!.PositionAgeSec, plan.Inputs.MarketAgeSec, plan.Inputs.RiskAgeSec));
        Assert.Equal((5.95, 2, 0.1), (plan.Profit!.RNet, plan.Profit.RiskUnit, plan.Profit.CostEst));
        Assert.Equal((2, 4, 6, 1.5), (plan.Profit.T1R, plan.Profit.T2R, plan.Profit.T3R, plan.Profit.LockR));
        Assert.Equal(("WARM", "PARTIAL_75", "partial_unchanged"), (plan.Heat!.HeatBucket, plan.Heat.EffectiveAction, plan.Heat.Reason));
        Assert.Equal(["p26", "governor", "p33"], plan.Permits.Select(permit => permit.Gate));
        Assert.Equal("1.5", plan.Permits[2].Permit.GetProperty("safe_qty").GetRawText());
        Assert.Equal("CLOSE_PARTIAL_75", plan.Plan!.Step);
        Assert.Equal(ClientOrderId.Of(Chain.PlanId, PlanStep.ClosePartial75), Assert.Single(plan.Orders).ClientOrderId);
        Assert.Equal((1.5m, 112m, 18m), (Assert.Single(plan.Fills).Quantity, plan.Fills[0].Price, plan.Fills[0].RealizedPnl));
        Assert.True(plan.Result!.Executed);
        Assert.Equal("FILLED", Assert.Single(plan.Executions).Status);
        Assert.Equal("done", plan.State);
        Assert.Empty(plan.NotStored);
    }

    [Fact]
    public void KillScore_EachComponentByItsWeight_AgainstTheThreshold()
    {
        var theta = HarvestTheta.Default with { KTsDrop = 0.7, KillThreshold = 0.65 };
        var kill = Chains.Done.Explained(Chains.Kept with { Theta = theta }).Kill!;

        Assert.Equal((0.5125, 0.65), (kill.KillScore, kill.KillThreshold));
        Assert.Equal(["regime_flip", "sigma_spike", "ts_drop", "age_penalty"], kill.Components.Select(part => part.Name));
        Assert.Equal([1.0, 0.5, 0.7, 0.3], kill.Components.Select(part => part.Weight));
        Assert.All(kill.Components, part => Assert.Equal(part.Value * part.Weight, part.Contribution));
    }

    [Fact]
    public void WithoutItsParameters_NoThresholdIsAssumed()
    {
        var plan = Chains.Done.Explained(Chains.Kept with { Theta = null });

        Assert.Null(plan.Kill!.KillThreshold);
        Assert.All(plan.Kill.Components, part => Assert.Null(part.Weight));
        Assert.Equal((null, null, null), (plan.Profit!.T1R, plan.Profit.T3R, plan.Profit.LockR));
        Assert.Equal(["kernel parameters ab12cd34"], plan.NotStored);
    }

    [Fact]
    public void ProposalOfARecording_HasTimesAndNoAges()
    {
        var inputs = (Chains.Nothing with { Proposals = [Chain.Proposal(source: Provenance.Replay)] }).Explained().Inputs!;

        Assert.Equal((Chain.StartEpoch - 1, null), (inputs.PositionEpoch, inputs.PositionAgeSec));
    }

    [Fact]
    public void ActsProposedAgain_DoNotHideTheOneThatWasExecuted()
    {
        var again = Chain.Calibrated(Chain.Proposal(at: 60_000), HarvestAction.Partial25, reason: HeatReason.PortfolioHeatCold);
        var history = Chains.Done with
        {
            Proposals = [Chain.Proposal(), again.Proposal],
            Calibrated = [.. Chains.Done.Calibrated, again],
            Plans = [Chains.Plan, Chain.Plan(again, PlanDecision.Skip, "duplicate_plan")],
            Permits = [.. Chains.Done.Permits, Chain.P26(at: 60_001, action: "PARTIAL_25")],
        };

        var plan = history.Explained();

        Assert.Equal("executed", plan.Verdict.Status);
        Assert.Equal(("EXECUTE", Chain.StartMs), (plan.Plan!.Decision, plan.Act!.ComputedMs));
        Assert.Equal("PARTIAL_75", plan.Heat!.CalibratedAction);
        Assert.Equal((Chain.StartMs + 1, 2), (plan.Permits[0].TimeMs, plan.Permits[0].Issued));
        Assert.Equal((2, 2, Chain.StartMs, Chain.StartMs + 60_000), (plan.Repeats.Proposed, plan.Repeats.Calibrated, plan.Repeats.FirstMs, plan.Repeats.LastMs));
        Assert.Equal([new("EXECUTE", 1), new("SKIP duplicate_plan", 1)], plan.Repeats.Plans);
        Assert.Equal([new("executed", 1)], plan.Repeats.Results);
    }

    [Fact]
    public void TriedAgainAfterAMissedPermit_TheSecondTryIsTold()
    {
        var second = Chain.Plan(Chain.Calibrated(Chain.Proposal(at: 60_000)));
        var history = Chains.Executing with
        {
            Calibrated = [.. Chains.Executing.Calibrated, Chain.Calibrated(Chain.Proposal(at: 60_000))],
            Plans = [Chains.Plan, second],
            Permits = [Chain.P26(), Chain.P33(refusal: "cooldown_in_flight"), Chain.P26(at: 60_001), Chain.Governor(at: 60_003), Chain.P33(at: 60_004)],
            Results = [Chain.Result(Chains.Plan, executed: false, error: "permit_timeout_or_missing:missing_p33"), Chain.Result(second, at: 60_007)],
        };

        var plan = history.Explained();

        Assert.Equal("executed", plan.Verdict.Status);
        Assert.Equal(Chain.StartMs + 60_000, plan.Act!.ComputedMs);
        Assert.All(plan.Permits, permit => Assert.True(permit.Granted));
        Assert.Equal([new("executed", 1), new("permit_timeout_or_missing:missing_p33", 1)], plan.Repeats.Results);
    }

    [Theory]
    [InlineData("proposal,calibrated act,plan,governor permit,p33 permit,p26 permit,order to execution,fills", "result")]
    [InlineData("proposal,calibrated act,plan,governor permit,p33 permit,p26 permit,order to execution", "fill")]
    [InlineData("proposal,calibrated act,plan", "governor")]
    [InlineData("proposal,calibrated act", "plan")]
    [InlineData("proposal", "p26")]
    [InlineData("", "calibrated")]
    public void WhatIsLeftOverAfterTrimming_TellsWhatIsGone(string gone, string left)
    {
        var history = left switch
        {
            "result" => Chains.Nothing with { Results = Chains.Done.Results },
            "fill" => Chains.Nothing with { VenueEvents = Chains.Done.VenueEvents },
            "governor" => Chains.Nothing with { Permits = [Chain.Governor()] },
            "plan" => Chains.Nothing with { Plans = Chains.Done.Plans },
            "p26" => Chains.Nothing with { Permits = [Chain.P26()] },
            _ => Chains.Nothing with { Calibrated = Chains.Done.Calibrated },
        };

        var plan = history.Explained();

        Assert.Equal(gone.Split(',', StringSplitOptions.RemoveEmptyEntries), plan.NotStored);
        Assert.Equal(Chain.Symbol, plan.Symbol);
    }

    [Fact]
    public void WithThePlanAlone_ItsOwnNumbersAreTold()
    {
        var plan = (Chains.Nothing with { Plans = Chains.Done.Plans }).Explained();

        Assert.Null(plan.Act);
        Assert.Equal((5.95, null), (plan.Profit!.RNet, plan.Profit.RiskUnit));
        Assert.Equal(0.5125, plan.Kill!.KillScore);
    }

    [Fact]
    public void OrderOfAnIntent_IsToldWithoutGatesThatItNeverPassed()
    {
        var intent = Chain.Order(Chains.Plan) with { IsIntent = true, PlanId = "c-1", Reason = "operator" };
        var plan = (Chains.Nothing with { PlanId = "c-1", Orders = [intent] }).Explained();

        Assert.Empty(plan.NotStored);
        Assert.Equal(("waiting", "execution"), (plan.Verdict.Status, plan.Verdict.Gate));
        Assert.Equal(("intent", "operator"), (plan.Orders[0].Origin, plan.Orders[0].Reason));
    }

    [Fact]
    public void JournalAndForeignTexts_StandAsTheyAre()
    {
        var id = ClientOrderId.Of(Chain.PlanId, PlanStep.ClosePartial75);
        var journal = Chains.Done.Explained(Chains.Kept with { Journals = new Dictionary<string, string> { [id] = """{"state":"sent"}""" } }).Orders[0].Journal;
        Assert.Equal("sent", journal!.Value.GetProperty("state").GetString());

        var foreign = Chains.Calibrated.With(Chain.P26() with { Permit = "yes!" }).Explained().Permits[0].Permit;
        Assert.Equal((JsonValueKind.String, "yes!"), (foreign.ValueKind, foreign.GetString()));
    }
}
