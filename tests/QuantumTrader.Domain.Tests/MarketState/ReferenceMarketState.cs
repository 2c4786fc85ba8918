using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Tests.MarketState;

/// <summary>
/// Contract section 1 as it is written, computed afresh from the last closes: no state, no shortcut. Sums run in chronological
/// order, which is what the estimator must reproduce to the last bit.
/// </summary>
public static class ReferenceMarketState
{
    public static MarketStateReading? Read(MarketStateTheta theta, IReadOnlyList<double> closes)
    {
        var needed = Math.Max(theta.Trend.Windows.Max(), Math.Max(theta.Vol.Window, theta.Regime.Window)) + 1;
        if (closes.Count < needed)
            return null;

        // 1
        var logp = closes.Skip(closes.Count - needed).Select(close => Math.Log(close + theta.Eps)).ToArray();
        var r = new double[logp.Length - 1];
        for (var i = 0; i < r.Length; i++)
            r[i] = logp[i + 1] - logp[i];

        // 2
        var vol = theta.Vol;
        var window = r[^vol.Window..];
        var low = Quantile(window, vol.WinsorQLow);
        var high = Quantile(window, vol.WinsorQHigh);
        var rw = window.Select(value => Math.Min(Math.Max(value, low), high)).ToArray();

        // 3
        var v = Variance(rw[..10]);
        foreach (var value in rw)
            v = vol.EwmaLambda * v + (1 - vol.EwmaLambda) * (value * value);
        var sigmaEwma = Math.Sqrt(v);

        // 4
        var middle = Median(rw);
        var sigmaMad = 1.4826 * Median(rw.Select(value => Math.Abs(value - middle)));

        // 5
        var spikeProxy = Math.Min(Math.Max(sigmaMad / (sigmaEwma + theta.Eps), 0), vol.SpikeProxyCap);
        var argument = Math.Min(Math.Max((spikeProxy - vol.SpikeCenter) / vol.SpikeScale, -50), 50);
        var w = 1 / (1 + Math.Exp(-argument));
        var sigma = Math.Max(vol.SigmaFloor, (1 - w) * sigmaEwma + w * sigmaMad);

        // 6
        var weightSum = theta.Trend.Weights.Sum();
        var mu = 0.0;
        for (var i = 0; i < theta.Trend.Windows.Length; i++)
            mu += theta.Trend.Weights[i] / weightSum * Slope(theta.Trend.Method, logp[^theta.Trend.Windows[i]..]);

        // 7
        var ts = Math.Abs(mu) / (sigma + theta.Eps);

        // 8
        var regime = r[^theta.Regime.Window..];
        var equalSigns = Enumerable.Range(1, regime.Length - 1).Count(i => Math.Sign(regime[i]) == Math.Sign(regime[i - 1]));
        var dp = (double)equalSigns / (regime.Length - 1);
        var k = theta.Regime.VrK;
        var sums = Enumerable.Range(0, regime.Length - k + 1).Select(start => Sum(regime[start..(start + k)])).ToArray();
        var vr = Variance(sums) / (k * Variance(regime) + theta.Eps);

        // 9
        var c = theta.Regime.Score;
        var sTrend = c.A1 * ts + c.A2 * dp - c.A3 * Math.Abs(vr - 1);
        var sMr = c.B1 * Math.Abs(vr - 1) - c.B2 * ts - c.B3 * Math.Abs(dp);
        var sChop = c.C1 * (1 - Math.Abs(dp)) + c.C2 * (1 - Math.Min(ts, 1)) - c.C3 * Math.Abs(vr - 1);
        var top = Math.Max(sTrend, Math.Max(sMr, sChop));
        var eTrend = Math.Exp((sTrend - top) / theta.Regime.SoftmaxTemp);
        var eMr = Math.Exp((sMr - top) / theta.Regime.SoftmaxTemp);
        var eChop = Math.Exp((sChop - top) / theta.Regime.SoftmaxTemp);
        var e = eTrend + eMr + eChop;
        return new MarketStateReading(
            sigma, mu, ts, new RegimeProbabilities(eTrend / e, eMr / e, eChop / e), dp, vr, spikeProxy, sigmaEwma, sigmaMad, w);
    }

    public static double TheilSen(double[] y)
    {
        var slopes = new List<double>(y.Length * (y.Length - 1) / 2);
        for (var i = 0; i < y.Length; i++)
        {
            for (var j = i + 1; j < y.Length; j++)
                slopes.Add((y[j] - y[i]) / (j - i));
        }

        return Median(slopes);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double Slope(TrendMethod method, double[] y) => method switch
    {
        TrendMethod.TheilSen => TheilSen(y),
        TrendMethod.Huber => Huber(y),
        _ => Line(y, [.. y.Select(_ => 1.0)]).Slope,
    };

    // Reweighted least squares from the ordinary line: weight 1 up to a residual of 1.35, 1.35 / residual beyond.
    private static double Huber(double[] y)
    {
        var (slope, intercept) = Line(y, [.. y.Select(_ => 1.0)]);
        for (var round = 0; round < 500; round++)
        {
            var residuals = y.Select((value, x) => Math.Abs(value - (intercept + slope * x))).ToArray();
            if (residuals.All(residual => residual <= 1.35))
                break;
            var before = (slope, intercept);
            (slope, intercept) = Line(y, [.. residuals.Select(residual => residual > 1.35 ? 1.35 / residual : 1.0)]);
            if (Math.Max(Math.Abs(slope - before.slope) * y.Length, Math.Abs(intercept - before.intercept)) <= 1e-13)
                break;
        }

        return slope;
    }

    private static (double Slope, double Intercept) Line(double[] y, double[] weights)
    {
        var mass = Sum(weights);
        var meanX = Sum(weights.Select((weight, x) => weight * x)) / mass;
        var meanY = Sum(weights.Select((weight, x) => weight * y[x])) / mass;
        var products = Sum(weights.Select((weight, x) => weight * (x - meanX) * (y[x] - meanY)));
        var squares = Sum(weights.Select((weight, x) => weight * (x - meanX) * (x - meanX)));
        return (products / squares, meanY - products / squares * meanX);
    }

    private static double Quantile(IEnumerable<double> values, double q)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var position = q * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
    }

    private static double Variance(double[] values)
    {
        var mean = Sum(values) / values.Length;
        return Sum(values.Select(value => (value - mean) * (value - mean))) / values.Length;
    }

    // Written out: a library sum may reorder its terms.
    private static double Sum(IEnumerable<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
