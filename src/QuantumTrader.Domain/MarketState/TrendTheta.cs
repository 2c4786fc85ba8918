using System.Collections.Immutable;
using System.Globalization;

namespace QuantumTrader.Domain.MarketState;

/// <summary>Parameters of the drift estimate, contract section 1 step 6.</summary>
public sealed record TrendTheta
{
    private const int ShortestWindow = 2;

    /// <summary>Lengths in closes; each gets the weight at the same place in <see cref="Weights"/>.</summary>
    public ImmutableArray<int> Windows { get; init; } = [64, 128, 256];

    /// <summary>Relative weights; they are divided by their sum before use.</summary>
    public ImmutableArray<double> Weights { get; init; } = [0.5, 0.3, 0.2];

    public TrendMethod Method { get; init; } = TrendMethod.TheilSen;

    internal void Check(ThetaRules rules)
    {
        if (Windows.IsDefaultOrEmpty)
            rules.Add("trend.windows", "[]", "at least one window");
        if (Weights.IsDefault || Windows.IsDefault || Weights.Length != Windows.Length)
            rules.Add("trend.weights", Text(Weights), "one weight for each of trend.windows");

        for (var i = 0; !Windows.IsDefault && i < Windows.Length; i++)
            rules.Within($"trend.windows[{i}]", Windows[i], ShortestWindow, MarketStateTheta.LongestWindow);
        for (var i = 0; !Weights.IsDefault && i < Weights.Length; i++)
            rules.Within($"trend.weights[{i}]", Weights[i], 0.0, MarketStateTheta.LargestCoefficient);

        if (!Weights.IsDefaultOrEmpty && Weights.All(static weight => weight == 0))
            rules.Add("trend.weights", Text(Weights), "of a sum above 0");
        if (!Enum.IsDefined(Method))
            rules.Add("trend.method", ((int)Method).ToString(CultureInfo.InvariantCulture), "theil_sen, huber or ols");
    }

    private static string Text(ImmutableArray<double> weights) =>
        weights.IsDefault ? "[]" : $"[{string.Join(", ", weights.Select(static weight => weight.ToString("R", CultureInfo.InvariantCulture)))}]";
}
