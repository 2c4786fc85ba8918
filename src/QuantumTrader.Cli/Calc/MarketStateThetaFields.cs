using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Cli.Calc;

/// <summary>Reads a market-state theta: what is given goes over the defaults, at every depth; unknown names are refused.</summary>
internal static class MarketStateThetaFields
{
    /// <exception cref="CalcInputException">
    /// A name is unknown, a value is of the wrong kind, or values break their rules; all broken rules at once.
    /// </exception>
    public static MarketStateTheta Read(JsonObjectReader? given)
    {
        var theta = Over(new MarketStateTheta(), given, With);
        var faults = theta.Validate();
        return faults.Count == 0 ? theta : throw new CalcInputException("theta: " + string.Join("; ", faults));
    }

    private static TTheta Over<TTheta>(TTheta theta, JsonObjectReader? given, Func<TTheta, JsonObjectReader, string, TTheta> with)
    {
        if (given is not { } changes)
            return theta;
        foreach (var name in changes.Names)
            theta = with(theta, changes, name);
        return theta;
    }

    private static MarketStateTheta With(MarketStateTheta theta, JsonObjectReader given, string name) => name switch
    {
        "eps" => theta with { Eps = given.Number(name) },
        "vol" => theta with { Vol = Over(theta.Vol, given.Object(name), With) },
        "trend" => theta with { Trend = Over(theta.Trend, given.Object(name), With) },
        "regime" => theta with { Regime = Over(theta.Regime, given.Object(name), With) },
        _ => throw given.Unknown(name, "eps, vol, trend, regime"),
    };

    private static VolatilityTheta With(VolatilityTheta vol, JsonObjectReader given, string name) => name switch
    {
        "window" => vol with { Window = given.Integer(name) },
        "winsor_q_low" => vol with { WinsorQLow = given.Number(name) },
        "winsor_q_high" => vol with { WinsorQHigh = given.Number(name) },
        "ewma_lambda" => vol with { EwmaLambda = given.Number(name) },
        "sigma_floor" => vol with { SigmaFloor = given.Number(name) },
        "spike_proxy_cap" => vol with { SpikeProxyCap = given.Number(name) },
        "spike_center" => vol with { SpikeCenter = given.Number(name) },
        "spike_scale" => vol with { SpikeScale = given.Number(name) },
        _ => throw given.Unknown(
            name, "window, winsor_q_low, winsor_q_high, ewma_lambda, sigma_floor, spike_proxy_cap, spike_center, spike_scale"),
    };

    private static TrendTheta With(TrendTheta trend, JsonObjectReader given, string name) => name switch
    {
        "windows" => trend with { Windows = [.. given.Integers(name)] },
        "weights" => trend with { Weights = [.. given.Numbers(name)] },
        "method" => trend with { Method = MethodOf(given.Text(name)) },
        _ => throw given.Unknown(name, "windows, weights, method"),
    };

    private static TrendMethod MethodOf(string text) => text switch
    {
        "theil_sen" => TrendMethod.TheilSen,
        "huber" => TrendMethod.Huber,
        "ols" => TrendMethod.Ols,
        _ => throw new CalcInputException($"theta.trend.method = {text}: must be theil_sen, huber or ols"),
    };

    private static RegimeTheta With(RegimeTheta regime, JsonObjectReader given, string name) => name switch
    {
        "window" => regime with { Window = given.Integer(name) },
        "vr_k" => regime with { VrK = given.Integer(name) },
        "softmax_temp" => regime with { SoftmaxTemp = given.Number(name) },
        "score" => regime with { Score = Over(regime.Score, given.Object(name), With) },
        _ => throw given.Unknown(name, "window, vr_k, softmax_temp, score"),
    };

    private static RegimeScoreTheta With(RegimeScoreTheta score, JsonObjectReader given, string name) => name switch
    {
        "a1" => score with { A1 = given.Number(name) },
        "a2" => score with { A2 = given.Number(name) },
        "a3" => score with { A3 = given.Number(name) },
        "b1" => score with { B1 = given.Number(name) },
        "b2" => score with { B2 = given.Number(name) },
        "b3" => score with { B3 = given.Number(name) },
        "c1" => score with { C1 = given.Number(name) },
        "c2" => score with { C2 = given.Number(name) },
        "c3" => score with { C3 = given.Number(name) },
        _ => throw given.Unknown(name, "a1, a2, a3, b1, b2, b3, c1, c2, c3"),
    };
}
