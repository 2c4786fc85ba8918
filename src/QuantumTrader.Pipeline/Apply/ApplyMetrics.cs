using QuantumTrader.Domain;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>Instruments of the apply stage. Contract section 6.5.</summary>
public sealed class ApplyMetrics
{
    /// <summary>Statuses of a step that apply itself decides; the others are the venue's.</summary>
    public const string Sent = "sent";
    public const string WouldExecute = "would_execute";
    public const string Blocked = "blocked";

    /// <summary>Statuses of a plan.</summary>
    public const string Executed = "executed";
    public const string NotExecuted = "not_executed";

    private const string OtherReason = "other";

    private static readonly PlanStep[] s_steps =
        [PlanStep.CloseFull, PlanStep.ClosePartial75, PlanStep.ClosePartial50, PlanStep.ClosePartial25, PlanStep.UpdateSl];

    private readonly HistogramFamily _permitWait;

    public ApplyMetrics(MetricSet metrics, SymbolList symbols)
    {
        Plans = new CounterFamily(metrics, "quantum_apply_plan_total", "Plans made.", "symbol", "decision");
        Steps = new CounterFamily(metrics, "quantum_apply_execute_total", "Steps of plans, by what became of them.", "symbol", "step", "status");
        DedupeHits = new CounterFamily(metrics, "quantum_apply_dedupe_hits_total", "Acts that were on their way or done already.");
        LastSuccess = new GaugeFamily(metrics, "quantum_apply_last_success_epoch", "When a plan was last carried out, Unix seconds.", "symbol");
        GovernorBlocks = new CounterFamily(metrics, "governor_block_total", "Plans that the governor refused.", "reason");
        Outcomes = new CounterFamily(metrics, "apply_executed_total", "Plans, by how they ended.", "status");
        PermitsMissing = new CounterFamily(metrics, "quantum_apply_permits_missing_total", "Plans that did not get their permits.", "reason");
        _permitWait = new HistogramFamily(metrics, "permit_wait_ms", "From the plan to the decision on its permits, milliseconds.", HistogramFamily.LatencyMs);
        Declare(symbols);
    }

    public CounterFamily Plans { get; }

    public CounterFamily Steps { get; }

    public CounterFamily DedupeHits { get; }

    public GaugeFamily LastSuccess { get; }

    public CounterFamily GovernorBlocks { get; }

    public CounterFamily Outcomes { get; }

    public CounterFamily PermitsMissing { get; }

    public void Waited(long milliseconds) => _permitWait.Record(milliseconds);

    /// <param name="reason">The governor's word; a word that is not one of its reasons counts as <c>other</c>, since labels are bounded.</param>
    public void GovernorBlocked(string reason) => GovernorBlocks.Add(GovernorBlocks.Value(reason) is null ? OtherReason : reason);

    private void Declare(SymbolList symbols)
    {
        foreach (var symbol in symbols)
        {
            foreach (var decision in Enum.GetValues<PlanDecision>())
                Plans.Declare(symbol, WireNames.Of(decision));
            foreach (var step in s_steps)
            {
                Steps.Declare(symbol, step.ToWire(), Sent);
                Steps.Declare(symbol, step.ToWire(), WouldExecute);
                Steps.Declare(symbol, step.ToWire(), Blocked);
            }
        }

        foreach (var reason in Enum.GetValues<GovernorReason>())
            GovernorBlocks.Declare(reason.ToCode());
        GovernorBlocks.Declare(OtherReason);
        foreach (var word in PermitVerdict.MissingWords)
            PermitsMissing.Declare(word);
        Outcomes.Declare(Executed);
        Outcomes.Declare(WouldExecute);
        Outcomes.Declare(NotExecuted);
    }
}
