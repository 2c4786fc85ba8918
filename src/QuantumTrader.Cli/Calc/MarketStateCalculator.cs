using System.Text.Json;
using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Cli.Calc;

/// <summary><c>quantum calc market-state</c>: {theta, prices} to a market state, or null when there are too few prices.</summary>
internal sealed class MarketStateCalculator : ICalculator
{
    public void Answer(JsonObjectReader input, Utf8JsonWriter output)
    {
        var theta = MarketStateThetaFields.Read(input.OptionalObject("theta"));
        var prices = input.Numbers("prices");
        for (var i = 0; i < prices.Length; i++)
        {
            if (prices[i] <= 0)
                throw new CalcInputException($"prices[{i}] = {prices[i]:R}: must be above 0");
        }

        var estimator = new MarketStateEstimator(theta);
        foreach (var price in prices)
            estimator.Add(price);
        if (estimator.TryRead(out var reading))
            Write(reading, output);
        else
            output.WriteNullValue();
    }

    private static void Write(MarketStateReading reading, Utf8JsonWriter output)
    {
        output.WriteStartObject();
        output.Number("sigma", reading.Sigma);
        output.Number("mu", reading.Mu);
        output.Number("ts", reading.TrendStrength);
        output.WriteStartObject("regime_probs");
        output.Number("trend", reading.Regimes.Trend);
        output.Number("mr", reading.Regimes.MeanReversion);
        output.Number("chop", reading.Regimes.Chop);
        output.WriteEndObject();
        output.Number("dp", reading.DirectionalPersistence);
        output.Number("vr", reading.VarianceRatio);
        output.Number("spike_proxy", reading.SpikeProxy);
        output.WriteEndObject();
    }
}
