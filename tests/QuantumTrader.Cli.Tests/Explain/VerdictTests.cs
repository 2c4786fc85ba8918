using QuantumTrader.Cli.Explain;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.Cli.Tests.Explain;

/// <summary>Wherever a plan ends, the explanation names the gate and its reason.</summary>
public sealed class VerdictTests
{
    private const string Missing = "permit_timeout_or_missing:missing_p33";

    private static readonly Dictionary<string, PlanHistory> Histories = new(StringComparer.Ordinal)
    {
        ["only proposed"] = Chains.Proposed,
        ["heat gate issues no permit"] = Chains.HeatRefused,
        ["calibrated"] = Chains.Calibrated,
        ["held by the heat gate"] = Chains.Held,
        ["blocked by apply"] = Chains.Blocked,
        ["blocked by apply, with a result"] = Chains.Blocked.With(Chain.Result(Chains.Blocked.Plans[0], executed: false, error: "kill_switch_active")),
        ["no permit of apply's yet"] = Chains.Executing,
        ["governor refuses"] = Chains.Executing.With(Chain.P26(), Chain.Governor(refusal: "daily_limit_exceeded"), Chain.P33()),
        ["position state refuses"] = Chains.Executing.With(Chain.P26(), Chain.Governor(), Chain.P33(refusal: "cooldown_in_flight")),
        ["position state silent"] = Chains.Executing.With(Chain.P26(), Chain.Governor()),
        ["all permits, not sent yet"] = Chains.Permitted,
        ["permit missing in time"] = Chains.Executing.With(Chain.P26(), Chain.Governor()).With(Chain.Result(Chains.Plan, executed: false, error: Missing)),
        ["refused and reported"] = Chains.Executing.With(Chain.P26(), Chain.Governor(refusal: "symbol_cooldown"))
            .With(Chain.Result(Chains.Plan, executed: false, error: Missing)),
        ["a permit is of another plan"] = Chains.Permitted.With(Chain.Result(Chains.Plan, executed: false, error: "permit_mismatch:governor")),
        ["dry run"] = Chains.Permitted.With(Chain.Result(Chains.Plan, executed: false, wouldExecute: true)),
        ["sent"] = Chains.Sent,
        ["refused by the venue"] = Chains.Sent.With(Chain.Result(Chains.Plan, executed: false, error: "reduce_only_rejected", steps: Chain.Step("REJECTED"))),
        ["not sent by execution"] = Chains.Sent.With(Chain.Result(Chains.Plan, executed: false, steps: Chain.Step("not_sent", "kill_switch_active"))),
        ["filled, not reported yet"] = Chains.Done with { Results = [] },
        ["executed"] = Chains.Done,
    };

    [Theory]
    [InlineData("only proposed", "waiting", "heat_gate", null)]
    [InlineData("heat gate issues no permit", "refused", "heat_gate", "sigma_missing")]
    [InlineData("calibrated", "waiting", "apply", null)]
    [InlineData("held by the heat gate", "refused", "heat_gate", "portfolio_heat_hot_hold")]
    [InlineData("blocked by apply", "refused", "apply", "kill_switch_active")]
    [InlineData("blocked by apply, with a result", "refused", "apply", "kill_switch_active")]
    [InlineData("no permit of apply's yet", "waiting", "governor", null)]
    [InlineData("governor refuses", "refused", "governor", "daily_limit_exceeded")]
    [InlineData("position state refuses", "refused", "p33", "cooldown_in_flight")]
    [InlineData("position state silent", "waiting", "p33", null)]
    [InlineData("all permits, not sent yet", "waiting", "apply", null)]
    [InlineData("permit missing in time", "refused", "permits", Missing)]
    [InlineData("refused and reported", "refused", "governor", "symbol_cooldown")]
    [InlineData("a permit is of another plan", "refused", "permits", "permit_mismatch:governor")]
    [InlineData("dry run", "dry_run", "apply", null)]
    [InlineData("sent", "waiting", "execution", null)]
    [InlineData("refused by the venue", "refused", "execution", "reduce_only_rejected")]
    [InlineData("not sent by execution", "refused", "execution", "kill_switch_active")]
    [InlineData("filled, not reported yet", "executed", null, null)]
    [InlineData("executed", "executed", null, null)]
    public void Verdict_NamesTheGateAndItsReason(string history, string status, string? gate, string? reason)
    {
        var verdict = Histories[history].Explained().Verdict;

        Assert.Equal((status, gate, reason), (verdict.Status, verdict.Gate, verdict.Reason));
    }
}
