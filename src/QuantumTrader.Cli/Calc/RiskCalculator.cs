using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Risk;

namespace QuantumTrader.Cli.Calc;

/// <summary><c>quantum calc risk</c>: {symbol, market_state, position, theta} to a risk proposal.</summary>
internal sealed class RiskCalculator : ICalculator
{
    public void Answer(JsonObjectReader input, Utf8JsonWriter output)
    {
        var position = input.Object("position");
        var symbol = input.Text("symbol");
        if (position.Text("symbol") != symbol)
            throw new CalcInputException($"position.symbol = {position.Text("symbol")}: must be the symbol asked for, {symbol}");
        var sideText = position.Text("side");
        var side = PositionFields.SideOf(sideText) ?? throw new CalcInputException($"position.side = {sideText}: must be LONG or SHORT");

        var market = input.Object("market_state");
        if (!market.Has("regime_probs") || !market.Object("regime_probs").Names.Any())
            throw new CalcInputException("market_state.regime_probs is empty: trend, mr and chop are required");
        var probabilities = market.Object("regime_probs");
        var conditions = new MarketConditions(
            market.Number("sigma"), market.Number("ts"),
            new RegimeProbabilities(probabilities.Number("trend"), probabilities.Number("mr"), probabilities.Number("chop")));
        Regime[] tieOrder = [.. probabilities.Names.Select(name => RegimeOf(probabilities, name))];
        Write(RiskKernel.Propose(conditions, PositionFields.Read(position, side), ThetaOf(input.OptionalObject("theta")), tieOrder), output);
    }

    private static Regime RegimeOf(JsonObjectReader probabilities, string name) => name switch
    {
        "trend" => Regime.Trend,
        "mr" => Regime.MeanReversion,
        "chop" => Regime.Chop,
        _ => throw probabilities.Unknown(name, "trend, mr, chop"),
    };

    private static RiskTheta ThetaOf(JsonObjectReader? given)
    {
        var theta = RiskTheta.Default;
        if (given is not { } overrides)
            return theta;
        foreach (var name in overrides.Names)
        {
            theta = name switch
            {
                "sl_min_pct" => theta with { SlMinPct = overrides.Number(name) },
                "tp_min_pct" => theta with { TpMinPct = overrides.Number(name) },
                "k_sl" => theta with { KSl = Weights(overrides.Object(name)) },
                "k_tp" => theta with { KTp = Weights(overrides.Object(name)) },
                "k_trail" => theta with { KTrail = Weights(overrides.Object(name)) },
                "tp_extend_gain" => theta with { TpExtendGain = overrides.Number(name) },
                "tp_extend_max" => theta with { TpExtendMax = overrides.Number(name) },
                "monotonic_sl" => theta with { MonotonicSl = overrides.Flag(name) },
                "eps" => theta with { Eps = overrides.Number(name) },

                // How often to propose is the stage's concern; the kernel computes each time that it is asked.
                "cooldown_sec" => theta,
                _ => throw overrides.Unknown(
                    name, "sl_min_pct, tp_min_pct, k_sl, k_tp, k_trail, tp_extend_gain, tp_extend_max, monotonic_sl, eps"),
            };
        }

        return theta;
    }

    private static RegimeWeights Weights(JsonObjectReader weights) => new(weights.Number("trend"), weights.Number("mr"), weights.Number("chop"));

    private static void Write(RiskProposal proposal, Utf8JsonWriter output)
    {
        output.WriteStartObject();
        output.Number("proposed_sl", proposal.ProposedSl);
        output.Number("proposed_tp", proposal.ProposedTp);
        output.Texts("reason_codes", proposal.Reasons.Select(reason => reason.ToCode()));
        output.WriteStartObject("intermediates");
        output.Number("stop_dist_pct", proposal.StopDistPct);
        output.Number("tp_dist_pct", proposal.TpDistPct);
        output.Number("trail_gap_pct", proposal.TrailGapPct);
        output.Number("tp_extension_factor", proposal.TpExtensionFactor);
        output.Number("raw_sl", proposal.RawSl);
        output.Number("raw_tp", proposal.RawTp);
        output.Number("trail_sl", proposal.TrailSl);
        output.WriteEndObject();
        output.WriteEndObject();
    }
}
