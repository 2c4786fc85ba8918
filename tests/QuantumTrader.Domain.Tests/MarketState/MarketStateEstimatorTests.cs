using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Tests.MarketState;

public sealed class MarketStateEstimatorTests
{
    public static TheoryData<string, ulong> AllSeries()
    {
        var rows = new TheoryData<string, ulong>();
        foreach (var name in PriceSeries.Names)
        {
            rows.Add(name, 1);
            rows.Add(name, 2);
        }

        return rows;
    }

    public static TheoryData<string, string> AllThetas()
    {
        var rows = new TheoryData<string, string>();
        foreach (var theta in Thetas.Keys)
        {
            foreach (var series in (string[])["walk", "tick", "jumps", "step"])
                rows.Add(theta, series);
        }

        return rows;
    }

    private static readonly Dictionary<string, MarketStateTheta> Thetas = new()
    {
        ["long windows"] = new() { Trend = new() { Windows = [299, 300], Weights = [0.4, 0.6] } },
        ["one window"] = new() { Trend = new() { Windows = [50], Weights = [3] } },
        ["shortest windows"] = new() { Trend = new() { Windows = [2, 3, 4, 5], Weights = [1, 2, 3, 4] } },
        ["short volatility"] = new() { Vol = new() { Window = 100, EwmaLambda = 0.9, WinsorQLow = 0.05, WinsorQHigh = 0.95 } },
        ["no winsorising"] = new() { Vol = new() { WinsorQLow = 0, WinsorQHigh = 1 } },
        ["odd windows"] = new() { Vol = new() { Window = 101 }, Regime = new() { Window = 33, VrK = 32 } },
        ["sharp"] = new() { Regime = new() { SoftmaxTemp = 0.25, VrK = 10, Score = new() { A1 = 2, B2 = -0.5, C3 = 7 } } },
        ["ols"] = new() { Trend = new() { Method = TrendMethod.Ols } },
        ["huber"] = new() { Trend = new() { Method = TrendMethod.Huber } },
        ["large eps"] = new() { Eps = 1e-3 },
    };

    [Theory]
    [MemberData(nameof(AllSeries))]
    public void EveryBar_GivesTheBitsOfTheReference(string series, ulong seed)
    {
        var closes = PriceSeries.Create(series, 560, seed);

        Assert.Equal(304, SameBits.Check(new MarketStateTheta(), closes));
    }

    [Theory]
    [MemberData(nameof(AllThetas))]
    public void EveryTheta_GivesTheBitsOfTheReference(string theta, string series)
    {
        var closes = PriceSeries.Create(series, 380, 7);

        Assert.True(SameBits.Check(Thetas[theta], closes) >= 80);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    public void BarsThatAreNotRead_CountAllTheSame(int every)
    {
        var closes = PriceSeries.Create("walk", 1500, 3);

        Assert.True(SameBits.Check(new MarketStateTheta(), closes, every) > 20);
    }

    [Theory]
    [InlineData("walk", 10)]
    [InlineData("walk", 300)]
    [InlineData("tick", 600)]
    public void Restart_ForgetsEverything(string series, int barsBefore)
    {
        var theta = new MarketStateTheta();
        var estimator = new MarketStateEstimator(theta);
        foreach (var close in PriceSeries.Create(series, barsBefore, 4))
        {
            estimator.Add(close);
            estimator.TryRead(out _);
        }

        estimator.Restart();

        Assert.Equal(0, estimator.Count);
        Assert.False(estimator.TryRead(out _));
        Assert.Equal(44, SameBits.Check(estimator, theta, PriceSeries.Create("huge", 300, 5)));
    }

    [Fact]
    public void RecordedCloses_GiveTheBitsOfTheReference()
    {
        var closes = SharedData.Closes("data/klines/futures-2025-06/BTCUSDT-1m.csv.gz", 3000);

        Assert.Equal(2744, SameBits.Check(new MarketStateTheta(), closes));
    }

    [Fact]
    public void RecordedClosesOnACoarseTick_GiveTheBitsOfTheReference()
    {
        var closes = SharedData.Closes("data/klines/futures-2025-06/DOGEUSDT-1m.csv.gz", 1500);

        Assert.Equal(1244, SameBits.Check(new MarketStateTheta(), closes));
    }

    [Fact]
    public void AnySeries_GivesTheBitsOfTheReference()
    {
        // Small windows, so that the series pass through them many times; steps of very different sizes, many of them equal.
        var theta = new MarketStateTheta
        {
            Vol = new() { Window = 16 },
            Trend = new() { Windows = [7, 24, 40], Weights = [1, 1, 1] },
            Regime = new() { Window = 20, VrK = 3 },
        };
        var step = Gen.OneOf(
            Gen.Constant(0.0),
            Gen.Choose(-3, 3).Select(ticks => ticks * 0.0005),
            Gen.Choose(-1_000_000, 1_000_000).Select(millionths => millionths * 1e-8),
            Gen.Choose(-100, 100).Select(cents => cents * 0.02));
        var series = step.ArrayOf(160).Select(steps =>
        {
            var log = 0.0;
            return steps.Select(x => Math.Exp(log = Math.Clamp(log + x, -300, 300))).ToArray();
        });

        Prop.ForAll(series.ToArbitrary(), closes => SameBits.Check(theta, closes) == 120)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0.0)]
    [InlineData(-1.5)]
    public void ACloseThatIsNoPrice_IsRefusedAndChangesNothing(double close)
    {
        var estimator = new MarketStateEstimator(new MarketStateTheta());
        foreach (var good in PriceSeries.Create("walk", 257, 6))
            estimator.Add(good);
        Assert.True(estimator.TryRead(out var before));

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Add(close));

        Assert.Contains("a close must be a finite number above 0", refusal.Message);
        Assert.Equal(close, refusal.ActualValue);
        Assert.Equal(257, estimator.Count);
        Assert.True(estimator.TryRead(out var after));
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData("walk")]
    [InlineData("tick")]
    [InlineData("jumps")]
    [InlineData("vol-switch")]
    public void ABar_AllocatesNothing(string series)
    {
        var closes = PriceSeries.Create(series, 1000, 8);
        var estimator = new MarketStateEstimator(new MarketStateTheta());
        FeedAll(estimator, closes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = FeedAll(estimator, closes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(double.IsFinite(sum));
    }

    [Theory]
    [InlineData("walk")]
    [InlineData("jumps")]
    [InlineData("constant")]
    [InlineData("zigzag")]
    [InlineData("huge")]
    public void EveryReading_IsFiniteAndInRange(string series)
    {
        var estimator = new MarketStateEstimator(new MarketStateTheta());
        var read = 0;
        foreach (var close in PriceSeries.Create(series, 500, 9))
        {
            estimator.Add(close);
            if (!estimator.TryRead(out var reading))
                continue;
            read++;
            Assert.True(reading.Sigma >= 1e-6 && double.IsFinite(reading.Sigma));
            Assert.True(double.IsFinite(reading.Mu));
            Assert.InRange(reading.DirectionalPersistence, 0, 1);
            Assert.InRange(reading.SpikeProxy, 0, 5);
            Assert.True(double.IsFinite(reading.VarianceRatio) && reading.VarianceRatio >= 0);
            Assert.Equal(1, reading.Regimes.Trend + reading.Regimes.MeanReversion + reading.Regimes.Chop, 12);
        }

        Assert.Equal(244, read);
    }

    [Fact]
    public void AThetaWithFaults_IsRefusedWithAllOfThem()
    {
        var theta = new MarketStateTheta { Eps = -1, Vol = new() { Window = 3 }, Regime = new() { SoftmaxTemp = double.NaN } };

        var refusal = Assert.Throws<ArgumentException>(() => new MarketStateEstimator(theta));

        Assert.Contains("eps = -1", refusal.Message);
        Assert.Contains("vol.window = 3", refusal.Message);
        Assert.Contains("regime.softmax_temp = NaN", refusal.Message);
    }

    private static double FeedAll(MarketStateEstimator estimator, double[] closes)
    {
        var sum = 0.0;
        foreach (var close in closes)
        {
            estimator.Add(close);
            if (estimator.TryRead(out var reading))
                sum += reading.TrendStrength;
        }

        return sum;
    }
}
