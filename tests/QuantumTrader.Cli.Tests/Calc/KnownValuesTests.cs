using System.Text.Json;

namespace QuantumTrader.Cli.Tests.Calc;

/// <summary>The three results that the requirement documents show, contract section 3, to the last digit.</summary>
public sealed class KnownValuesTests
{
    private const string Age = "0.041666666666666664";

    [Theory]
    [InlineData(
        100, "0.0113984 0.245439 0.371906 0.075824 0.55227", "0.0069864121932800005", "PARTIAL_75", "100.2", "7.013614233516237",
        "0.5273976547718264", "0.0 0.13983999999999996 0.054561 " + Age, "harvest_partial_75,profit_lock")]
    [InlineData(
        50, "0.00523559 0.092405 0.24746 0.126031 0.626509", "0.005", "FULL_CLOSE_PROPOSED", "50.1", "9.8", "0.7533012950554003",
        "1.0 0.0 0.20759499999999997 " + Age, "harvest_partial_75,profit_lock,kill_score_triggered,regime_flip,ts_drop")]
    [InlineData(
        50, "0.00014549 0.013918 0.235286 0.115279 0.649435", "0.005", "FULL_CLOSE_PROPOSED", "50.1", "9.8", "0.7605215474066565",
        "1.0 0.0 0.286082 " + Age, "harvest_partial_75,profit_lock,kill_score_triggered,regime_flip,ts_drop")]
    public void A_long_position_five_percent_in_profit(
        int entry, string market, string stop, string action, string newStop, string rNet, string killScore, string components,
        string reasons)
    {
        var conditions = market.Split(' ');
        var line = CalcLine.Harvest
            .With("position.entry_price", $"{entry}").With("position.current_price", $"{entry * 1.05m}")
            .With("position.current_sl", $"{entry * 0.98m}").With("position.unrealized_pnl", $"{entry * 0.05m}")
            .With("p1_proposal.stop_dist_pct", stop)
            .With("market_state.sigma", conditions[0]).With("market_state.ts", conditions[1])
            .With("market_state.p_trend", conditions[2]).With("market_state.p_mr", conditions[3])
            .With("market_state.p_chop", conditions[4]);

        var answer = JsonElement.Parse(line.Answer());

        Assert.Equal(action, answer.GetProperty("harvest_action").GetString());
        Assert.Equal(newStop, answer.GetProperty("new_sl_proposed").GetRawText());
        Assert.Equal(rNet, answer.GetProperty("R_net").GetRawText());
        Assert.Equal(killScore, answer.GetProperty("kill_score").GetRawText());
        var parts = answer.GetProperty("k_components").EnumerateObject().Select(part => part.Value.GetRawText());
        Assert.Equal(components, string.Join(' ', parts));
        Assert.Equal(reasons, string.Join(',', answer.GetProperty("reason_codes").Texts()));
    }
}
