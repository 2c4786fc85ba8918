using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Cli.Calc;

/// <summary><c>quantum calc harvest</c>: {position, market_state, p1_proposal, theta} to a harvest proposal.</summary>
internal sealed class HarvestCalculator : ICalculator
{
    public void Answer(JsonObjectReader input, Utf8JsonWriter output)
    {
        var position = input.Object("position");
        var market = input.Object("market_state");
        var conditions = new MarketConditions(
            market.Number("sigma"), market.Number("ts"),
            new RegimeProbabilities(market.Number("p_trend"), market.Number("p_mr"), market.Number("p_chop")));
        var theta = HarvestTheta.Default;
        if (input.OptionalObject("theta") is { } overrides)
        {
            foreach (var name in overrides.Names)
                theta = HarvestThetaFields.With(theta, name, overrides.Number(name));
        }

        var snapshot = PositionFields.Read(position, SideOf(position));
        Write(HarvestKernel.Propose(snapshot, conditions, input.OptionalObject("p1_proposal")?.Number("stop_dist_pct"), theta), output);
    }

    // BUY and SELL name orders: each may open either position or close it. Where a record has one of them in place of the position's side,
    // the direction is what its own profit says, and a record that cannot say is refused.
    private static PositionSide SideOf(JsonObjectReader position)
    {
        var text = position.Text("side");
        if (PositionFields.SideOf(text) is { } side)
            return side;
        if (text is not ("BUY" or "SELL"))
            throw new CalcInputException($"position.side = {text}: must be LONG or SHORT");
        var direction = Math.Sign(position.Number("current_price") - position.Number("entry_price")) * Math.Sign(position.Number("unrealized_pnl"));
        return direction switch
        {
            > 0 => PositionSide.Long,
            < 0 => PositionSide.Short,
            _ => throw new CalcInputException($"position.side = {text}: is an order side, and the profit does not tell the position's; must be LONG or SHORT"),
        };
    }

    private static void Write(HarvestProposal proposal, Utf8JsonWriter output)
    {
        var kill = proposal.KillScore;
        output.WriteStartObject();
        output.WriteString("harvest_action", proposal.Action.ToWire());
        output.Number("new_sl_proposed", proposal.NewSlProposed);
        output.Number("R_net", proposal.RNet);
        output.Number("risk_unit", proposal.RiskUnit);
        output.Number("cost_est", proposal.CostEst);
        output.Number("kill_score", kill.Value);
        output.Texts("reason_codes", proposal.Reasons.Select(reason => reason.ToCode()));
        output.WriteStartObject("k_components");
        output.Number("regime_flip", kill.RegimeFlip);
        output.Number("sigma_spike", kill.SigmaSpike);
        output.Number("ts_drop", kill.TsDrop);
        output.Number("age_penalty", kill.AgePenalty);
        output.WriteEndObject();
        output.WriteEndObject();
    }
}
