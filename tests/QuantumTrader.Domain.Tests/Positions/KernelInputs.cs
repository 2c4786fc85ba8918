using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Positions;

/// <summary>Positions and market states of every size that a market knows, for properties of the kernels.</summary>
internal static class KernelInputs
{
    public static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    public static readonly Gen<MarketConditions> Markets =
        from sigma in Power(-6, -0.5)
        from strength in Uniform(0, 1.5)
        from trend in Uniform(0, 1)
        from reversion in Uniform(0, 1)
        from chop in Uniform(0.01, 1)
        let sum = trend + reversion + chop
        select new MarketConditions(sigma, strength, new RegimeProbabilities(trend / sum, reversion / sum, chop / sum));

    /// <summary>The stop in force lies anywhere near the price, on either side of it, or nowhere.</summary>
    public static readonly Gen<PositionSnapshot> Positions =
        from side in Gen.Elements(PositionSide.Long, PositionSide.Short)
        from entry in Power(-4, 5)
        from quantity in Power(-3, 3)
        from move in Uniform(-0.2, 0.2)
        from above in Uniform(0, 0.1)
        from below in Uniform(0, 0.1)
        from age in Uniform(0, 200_000)
        from stopAt in Uniform(0.8, 1.2)
        from hasStop in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        let price = entry * (1 + move)
        let gain = side == PositionSide.Long ? price - entry : entry - price
        select new PositionSnapshot(
            "BTCUSDT", side, quantity, entry, price, Math.Max(entry, price) * (1 + above), Math.Min(entry, price) * (1 - below), age,
            gain * quantity, hasStop ? price * stopAt : null, CurrentTp: null);

    public static Gen<double> Uniform(double low, double high) =>
        Gen.Choose(0, int.MaxValue).Select(step => low + ((high - low) * step / int.MaxValue));

    /// <summary>Ten to a power between the two, so that small numbers are as frequent as large ones.</summary>
    public static Gen<double> Power(double low, double high) => Uniform(low, high).Select(power => Math.Pow(10, power));

    public static bool IsTighter(PositionSide side, double stop, double than) => side == PositionSide.Long ? stop > than : stop < than;

    public static void Near(double expected, double actual, double relative = 1e-12) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Abs(expected), $"{actual:R} is not {expected:R}");
}
