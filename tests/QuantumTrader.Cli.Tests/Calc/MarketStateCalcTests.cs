using System.Text.Json;

namespace QuantumTrader.Cli.Tests.Calc;

public sealed class MarketStateCalcTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Too_few_prices_answer_null(int count, bool isNull)
    {
        var line = CalcLine.MarketState.With("prices", $"[{string.Join(',', Enumerable.Repeat("100.5", count))}]");
        Assert.Equal(isNull, line.Answer() == "null");
    }

    [Theory]
    [InlineData("[100,0,101]", "prices[1] = 0: must be above 0")]
    [InlineData("[100,-5]", "prices[1] = -5: must be above 0")]
    [InlineData("[1e999]", "prices[0] = 1e999: must be a finite number")]
    [InlineData("[100,null]", "prices[1] = null: must be a finite number")]
    [InlineData("[\"NaN\"]", "prices[0] = \"NaN\": must be a finite number")]
    [InlineData("[[100]]", "prices[0] = [100]: must be a finite number")]
    [InlineData("null", "prices is missing: a list of numbers is required")]
    [InlineData("100", "prices = 100: must be a list of numbers")]
    public void A_price_that_is_none_is_refused_even_when_there_are_too_few(string prices, string error) =>
        Assert.Equal(error, CalcLine.MarketState.With("prices", prices).Error());

    [Theory]
    [InlineData("[100,NaN]")]
    [InlineData("[100,Infinity]")]
    public void A_price_that_is_not_JSON(string prices) =>
        Assert.StartsWith("the line is not JSON: ", CalcLine.MarketState.With("prices", prices).Error());

    [Theory]
    [InlineData("theta.sigma", "1", "theta.sigma = 1: no such field; known: eps, vol, trend, regime")]
    [InlineData("theta.needed_closes", "10", "theta.needed_closes = 10: no such field; known: eps, vol, trend, regime")]
    [InlineData("theta.vol.lambda", "0.9", "theta.vol.lambda = 0.9: no such field; known: window, winsor_q_low, winsor_q_high, "
        + "ewma_lambda, sigma_floor, spike_proxy_cap, spike_center, spike_scale")]
    [InlineData("theta.trend.window", "64", "theta.trend.window = 64: no such field; known: windows, weights, method")]
    [InlineData("theta.regime.k", "5", "theta.regime.k = 5: no such field; known: window, vr_k, softmax_temp, score")]
    [InlineData("theta.regime.score.d1", "5", "theta.regime.score.d1 = 5: no such field; known: a1, a2, a3, b1, b2, b3, c1, c2, c3")]
    [InlineData("theta.vol", "null", "theta.vol is missing: an object is required")]
    [InlineData("theta.vol", "256", "theta.vol = 256: must be a JSON object")]
    [InlineData("theta.vol.window", "\"256\"", "theta.vol.window = \"256\": must be an integer")]
    [InlineData("theta.vol.window", "256.5", "theta.vol.window = 256.5: must be an integer")]
    [InlineData("theta.trend.windows", "[64,1.5]", "theta.trend.windows[1] = 1.5: must be an integer")]
    [InlineData("theta.trend.windows", "64", "theta.trend.windows = 64: must be a list of integers")]
    [InlineData("theta.trend.method", "\"least_squares\"", "theta.trend.method = least_squares: must be theil_sen, huber or ols")]
    public void A_theta_that_is_unknown_or_of_the_wrong_kind(string path, string json, string error) =>
        Assert.Equal(error, CalcLine.MarketState.Without("theta").With(path, json).Error());

    [Fact]
    public void All_faults_of_a_theta_are_named_at_once()
    {
        var line = CalcLine.MarketState.Without("theta").With("theta.eps", "0")
            .With("theta.vol.window", "5").With("theta.vol.ewma_lambda", "1.5")
            .With("theta.trend.weights", "[1]").With("theta.regime.vr_k", "1").With("theta.regime.score.a1", "1e9");
        Assert.Equal(
            "theta: eps = 0: must be above 0 and below 1; vol.window = 5: must be from 10 to 4096; "
            + "vol.ewma_lambda = 1.5: must be above 0 and below 1; trend.weights = [1]: must be one weight for each of trend.windows; "
            + "regime.vr_k = 1: must be from 2 to 255; regime.score.a1 = 1000000000: must be from -1000000 to 1000000",
            line.Error());
    }

    [Fact]
    public void A_faulty_theta_is_refused_even_when_there_are_too_few_prices() =>
        Assert.StartsWith("theta: eps = 2", CalcLine.MarketState.With("prices", "[]").With("theta", "{\"eps\":2}").Error());

    // Each parameter moves what it is a parameter of, so none is read and forgotten.
    [Theory]
    [InlineData("theta.eps", "0.5", "sigma")]
    [InlineData("theta.vol.window", "100", "sigma")]
    [InlineData("theta.vol.winsor_q_low", "0.2", "sigma")]
    [InlineData("theta.vol.winsor_q_high", "0.7", "sigma")]
    [InlineData("theta.vol.ewma_lambda", "0.5", "sigma")]
    [InlineData("theta.vol.sigma_floor", "0.5", "sigma")]
    [InlineData("theta.vol.spike_proxy_cap", "0.001", "spike_proxy")]
    [InlineData("theta.vol.spike_center", "0.1", "sigma")]
    [InlineData("theta.vol.spike_scale", "3", "sigma")]
    [InlineData("theta.trend.windows", "[30,60,90]", "mu")]
    [InlineData("theta.trend.weights", "[1,0,0]", "mu")]
    [InlineData("theta.trend.method", "\"ols\"", "mu")]
    [InlineData("theta.trend.method", "\"huber\"", "mu")]
    [InlineData("theta.regime.window", "100", "vr")]
    [InlineData("theta.regime.vr_k", "3", "vr")]
    [InlineData("theta.regime.softmax_temp", "0.5", "regime_probs")]
    [InlineData("theta.regime.score.a1", "9", "regime_probs")]
    [InlineData("theta.regime.score.a2", "9", "regime_probs")]
    [InlineData("theta.regime.score.a3", "9", "regime_probs")]
    [InlineData("theta.regime.score.b1", "9", "regime_probs")]
    [InlineData("theta.regime.score.b2", "9", "regime_probs")]
    [InlineData("theta.regime.score.b3", "9", "regime_probs")]
    [InlineData("theta.regime.score.c1", "9", "regime_probs")]
    [InlineData("theta.regime.score.c2", "9", "regime_probs")]
    [InlineData("theta.regime.score.c3", "9", "regime_probs")]
    public void Every_parameter_counts(string path, string json, string output)
    {
        // Three paces of change, so that no two windows, methods or quantiles agree.
        var prices = Enumerable.Range(0, 300).Select(bar => 100 + (bar % 7) + (bar * bar / 9000.0) + (bar % 31 == 0 ? 5 : 0));
        var line = CalcLine.MarketState.With("prices", JsonSerializer.Serialize(prices)).Without("theta");
        var changed = JsonElement.Parse(line.With(path, json).Answer()).GetProperty(output).GetRawText();
        Assert.NotEqual(JsonElement.Parse(line.Answer()).GetProperty(output).GetRawText(), changed);
    }
}
