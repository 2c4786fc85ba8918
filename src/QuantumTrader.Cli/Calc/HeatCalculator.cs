using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Calc;

/// <summary><c>quantum calc heat</c>: {equity_usd, positions, action, kill_score, policy} to what the heat gate makes of the action with its default thresholds.</summary>
internal sealed class HeatCalculator : ICalculator
{
    private static readonly HeatPolicy[] s_policies = [HeatPolicy.Harvest, HeatPolicy.Moderate(holdBelowKillScore: null), HeatPolicy.HoldHot];

    public void Answer(JsonObjectReader input, Utf8JsonWriter output)
    {
        var rule = HeatRule.Standard(PolicyOf(input.Has("policy") ? input.Text("policy") : HeatPolicy.Harvest.Name));
        var positions = input.Objects("positions")
            .Select(position => new HeatPosition(position.Text("symbol"), position.Number("notional_usd"), position.Number("sigma"))).ToList();
        var reading = rule.Measure(input.Number("equity_usd"), positions);
        var action = ActionOf(input.Text("action"));
        var killScore = input.Number("kill_score");
        KernelInputException.RequireShare("kill_score", killScore);
        var decision = rule.Decide(reading.Bucket, action, killScore)
            ?? throw new CalcInputException($"action = {action.ToWire()}: must close something or be UPDATE_SL: no policy has a row for it");

        output.WriteStartObject();
        output.Number("heat_value", reading.Value);
        output.WriteString("heat_bucket", WireNames.Of(reading.Bucket));
        output.WriteString("calibrated_action", decision.Action.ToWire());
        output.WriteString("reason", decision.Reason.ToCode());
        output.WriteEndObject();
    }

    private static HeatPolicy PolicyOf(string name) => Array.Find(s_policies, policy => policy.Name == name)
        ?? throw new CalcInputException($"policy = {name}: must be one of {string.Join(", ", s_policies.Select(policy => policy.Name))}");

    private static HarvestAction ActionOf(string name) => WireWord.Find<HarvestAction>(name, HarvestActions.ToWire)
        ?? throw new CalcInputException($"action = {name}: must be one of {WireWord.Known<HarvestAction>(HarvestActions.ToWire)}");
}
