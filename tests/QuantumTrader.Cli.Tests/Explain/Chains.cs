using QuantumTrader.Cli.Explain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.Cli.Tests.Explain;

/// <summary>Histories of one plan that ended here or there.</summary>
internal static class Chains
{
    public static readonly KeptFacts Kept = new(HarvestTheta.Default, "done", Chain.StartMs + 5, new Dictionary<string, string>());

    public static PlanHistory Nothing { get; } = new(Chain.PlanId, [], [], [], [], [], [], [], []);

    public static PlanHistory Proposed { get; } = Nothing with { Proposals = [Chain.Proposal()] };

    public static PlanHistory HeatRefused { get; } = Proposed with { Permits = [Chain.P26(granted: false)] };

    public static PlanHistory Calibrated { get; } = Proposed with { Calibrated = [Chain.Calibrated(Chain.Proposal())], Permits = [Chain.P26()] };

    public static PlanHistory Held { get; } = Planned(
        Chain.Calibrated(Chain.Proposal(), HarvestAction.Hold, bucket: HeatBucket.Hot, reason: HeatReason.PortfolioHeatHotHold), PlanDecision.Skip, "action_hold");

    public static PlanHistory Blocked { get; } = Planned(Chain.Calibrated(Chain.Proposal()), PlanDecision.Blocked, "kill_switch_active");

    public static PlanHistory Executing { get; } = Planned(Chain.Calibrated(Chain.Proposal()), PlanDecision.Execute, "");

    public static PlanHistory Permitted { get; } = Executing with { Permits = [Chain.P26(), Chain.Governor(), Chain.P33()] };

    public static PlanHistory Sent { get; } = Permitted with { Orders = [Chain.Order(Plan)] };

    public static PlanHistory Done { get; } = Sent with
    {
        VenueEvents = [Chain.VenueOrder(Plan, Domain.Orders.OrderStatus.New), Chain.Fill(Plan)],
        Results = [Chain.Result(Plan, steps: Chain.Step())],
        Executions = [Chain.Execution(Plan)],
    };

    public static PlanRecord Plan => Executing.Plans[0];

    public static PlanHistory With(this PlanHistory history, params PermitNoticeRecord[] permits) => history with { Permits = permits };

    public static PlanHistory With(this PlanHistory history, ApplyResultRecord result) => history with { Results = [result] };

    public static Explanation Explained(this PlanHistory history, KeptFacts? kept = null) =>
        Explainer.Explain(history, kept ?? Kept, new Dictionary<string, int>());

    private static PlanHistory Planned(CalibratedRecord act, PlanDecision decision, string reasons) =>
        Calibrated with { Calibrated = [act], Plans = [Chain.Plan(act, decision, reasons)] };
}
