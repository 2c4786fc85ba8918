namespace QuantumTrader.Cli.Tests.Calc;

/// <summary>What risk and harvest refuse of a position and a market state, and in which words.</summary>
public sealed class PositionRefusalTests
{
    public static TheoryData<string, string> Kernels(params string[] fields) =>
        [.. from kernel in (string[])["risk", "harvest"] from field in fields select (kernel, field)];

    public static TheoryData<string, string> Prices => Kernels("entry_price", "current_price", "peak_price", "trough_price");

    public static TheoryData<string, string> Required =>
        Kernels("entry_price", "current_price", "peak_price", "trough_price", "age_sec", "unrealized_pnl");

    [Theory]
    [MemberData(nameof(Prices))]
    public void A_price_of_zero_or_below(string kernel, string field)
    {
        var line = CalcLine.Named(kernel);
        foreach (var value in (string[])["-0.01", "-1e308"])
            Assert.StartsWith($"{field} = {value.Replace("e", "E+")}: must be a finite number", line.With($"position.{field}", value).Error());
        if (kernel == "risk" || field != "entry_price")
            Assert.Equal($"{field} = 0: must be a finite number above 0", line.With($"position.{field}", "0").Error());
    }

    [Theory]
    [MemberData(nameof(Required))]
    public void A_number_that_is_missing_or_none(string kernel, string field)
    {
        var line = CalcLine.Named(kernel);
        var path = $"position.{field}";
        Assert.Equal($"{path} is missing: a number is required", line.Without(path).Error());
        Assert.Equal($"{path} is missing: a number is required", line.With(path, "null").Error());
        foreach (var value in (string[])["1e999", "-1e999", "\"NaN\"", "\"Infinity\"", "\"5\"", "\"\"", "true", "[]", "{}"])
            Assert.Equal($"{path} = {value}: must be a finite number", line.With(path, value).Error());
        foreach (var value in (string[])["NaN", "Infinity", "-Infinity", "", "0x10", "05", "1,5"])
            Assert.StartsWith("the line is not JSON: ", line.With(path, value).Error());
    }

    [Theory]
    [InlineData("risk")]
    [InlineData("harvest")]
    public void A_side_that_is_none(string kernel)
    {
        var line = CalcLine.Named(kernel);
        foreach (var side in (string[])["FLAT", "", "long", "short", "Long", "LONG ", "BOTH", "buy"])
            Assert.Equal($"position.side = {side}: must be LONG or SHORT", line.With("position.side", $"\"{side}\"").Error());
        Assert.Equal("position.side is missing: a text is required", line.With("position.side", "null").Error());
        Assert.Equal("position.side is missing: a text is required", line.Without("position.side").Error());
        Assert.Equal("position.side = 1: must be a text", line.With("position.side", "1").Error());
    }

    [Theory]
    [InlineData("current_sl")]
    [InlineData("current_tp")]
    public void A_level_that_is_given_and_no_price(string field)
    {
        foreach (var line in (CalcLine[])[CalcLine.Risk, CalcLine.Harvest])
        {
            Assert.Equal($"{field} = -1: must be a finite number, 0 or more", line.With($"position.{field}", "-1").Error());
            Assert.Equal($"position.{field} = \"None\": must be a finite number", line.With($"position.{field}", "\"None\"").Error());
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void A_quantity_that_is_no_position(string quantity)
    {
        foreach (var line in (CalcLine[])[CalcLine.Risk, CalcLine.Harvest])
            Assert.Equal($"quantity = {quantity}: must be a finite number above 0", line.With("position.quantity", quantity).Error());
    }

    [Theory]
    [InlineData("risk", "market_state.sigma", "-0.01", "sigma = -0.01: must be a finite number, 0 or more")]
    [InlineData("harvest", "market_state.sigma", "-0.01", "sigma = -0.01: must be a finite number, 0 or more")]
    [InlineData("risk", "market_state.sigma", "null", "market_state.sigma is missing: a number is required")]
    [InlineData("risk", "market_state.ts", "null", "market_state.ts is missing: a number is required")]
    [InlineData("harvest", "market_state.ts", "1e999", "market_state.ts = 1e999: must be a finite number")]
    [InlineData("harvest", "market_state.p_trend", "null", "market_state.p_trend is missing: a number is required")]
    [InlineData("harvest", "market_state.p_mr", "1.1", "p_mr = 1.1: must be a number from 0 to 1")]
    [InlineData("harvest", "market_state.p_chop", "-0.1", "p_chop = -0.1: must be a number from 0 to 1")]
    [InlineData("risk", "market_state.regime_probs", "{}", "market_state.regime_probs is empty: trend, mr and chop are required")]
    [InlineData("risk", "market_state.regime_probs", "null", "market_state.regime_probs is empty: trend, mr and chop are required")]
    [InlineData("risk", "market_state.regime_probs", "[0.5,0.2,0.3]", "market_state.regime_probs = [0.5,0.2,0.3]: must be a JSON object")]
    [InlineData("risk", "market_state.regime_probs", "{\"trend\":1}", "market_state.regime_probs.mr is missing: a number is required")]
    [InlineData("risk", "market_state.regime_probs.chop", "null", "market_state.regime_probs.chop is missing: a number is required")]
    [InlineData("risk", "market_state.regime_probs.up", "0.1", "market_state.regime_probs.up = 0.1: no such field; known: trend, mr, chop")]
    [InlineData("risk", "market_state.regime_probs.trend", "2", "p_trend = 2: must be a number from 0 to 1")]
    [InlineData("harvest", "market_state", "null", "market_state is missing: an object is required")]
    [InlineData("risk", "position", "[]", "position = []: must be a JSON object")]
    [InlineData("harvest", "position", "\"BTCUSDT\"", "position = \"BTCUSDT\": must be a JSON object")]
    [InlineData("harvest", "p1_proposal", "{}", "p1_proposal.stop_dist_pct is missing: a number is required")]
    [InlineData("harvest", "p1_proposal.stop_dist_pct", "\"\"", "p1_proposal.stop_dist_pct = \"\": must be a finite number")]
    [InlineData("risk", "symbol", "null", "symbol is missing: a text is required")]
    [InlineData("risk", "symbol", "\"ETHUSDT\"", "position.symbol = BTCUSDT: must be the symbol asked for, ETHUSDT")]
    [InlineData("risk", "position.symbol", "null", "position.symbol is missing: a text is required")]
    public void Another_field_that_breaks_its_rule(string kernel, string path, string json, string error) =>
        Assert.Equal(error, CalcLine.Named(kernel).With(path, json).Error());

    [Theory]
    [InlineData("harvest", "{\"t1_r\":2}", "t1_r = 2: no such parameter; known: T1_R, ")]
    [InlineData("harvest", "{\"kill_threshold\":null}", "theta.kill_threshold is missing: a number is required")]
    [InlineData("harvest", "{\"max_age_sec\":0}", "max_age_sec = 0: must be a finite number above 0")]
    [InlineData("harvest", "{\"sigma_ref\":-1}", "sigma_ref = -1: must be a finite number above 0")]
    [InlineData("risk", "{\"k_stop\":{}}", "theta.k_stop = {}: no such field; known: sl_min_pct, ")]
    [InlineData("risk", "{\"k_sl\":{\"trend\":1,\"mr\":1}}", "theta.k_sl.chop is missing: a number is required")]
    [InlineData("risk", "{\"monotonic_sl\":1}", "theta.monotonic_sl = 1: must be true or false")]
    [InlineData("risk", "[]", "theta = []: must be a JSON object")]
    public void A_theta_that_is_unknown_or_of_the_wrong_kind(string kernel, string theta, string error) =>
        Assert.StartsWith(error, CalcLine.Named(kernel).With("theta", theta).Error());

    [Theory]
    [InlineData("harvest", "position.unrealized_pnl", "1.7e308", "p1_proposal.stop_dist_pct", "1e-12", "R_net = Infinity: must be a finite number")]
    [InlineData("harvest", "theta.k_sigma_spike", "1e308", "theta.k_ts_drop", "-1e308", "kill_score = NaN: must be a finite number")]
    [InlineData("risk", "position.current_price", "1e308", "market_state.sigma", "1e10", "raw_sl = -Infinity: must be a finite number")]
    public void A_result_beyond_the_range_of_a_number(
        string kernel, string path, string json, string otherPath, string otherJson, string error)
    {
        var line = CalcLine.Named(kernel).Without("theta").With(path, json).With(otherPath, otherJson);
        if (kernel == "harvest")
        {
            line = line.With("market_state.sigma", "1e10").With("theta.sigma_spike_cap", "1e10")
                .With("theta.ts_ref", "1e10").With("theta.ts_drop_cap", "1e10");
        }

        Assert.Equal(error, line.Error());
    }
}
