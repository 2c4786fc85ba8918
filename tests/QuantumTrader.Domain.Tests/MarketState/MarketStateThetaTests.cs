using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Tests.MarketState;

public sealed class MarketStateThetaTests
{
    public static TheoryData<MarketStateTheta, string> Broken() => new()
    {
        { new() { Eps = 0 }, "eps = 0: must be above 0 and below 1" },
        { new() { Eps = double.NaN }, "eps = NaN: must be above 0 and below 1" },
        { new() { Vol = new() { Window = 9 } }, "vol.window = 9: must be from 10 to 4096" },
        { new() { Vol = new() { WinsorQLow = -0.1 } }, "vol.winsor_q_low = -0.1: must be from 0 to 1" },
        { new() { Vol = new() { WinsorQLow = 0.9, WinsorQHigh = 0.1 } }, "vol.winsor_q_low = 0.9: must be below vol.winsor_q_high (0.1)" },
        { new() { Vol = new() { EwmaLambda = 1 } }, "vol.ewma_lambda = 1: must be above 0 and below 1" },
        { new() { Vol = new() { SigmaFloor = 0 } }, "vol.sigma_floor = 0: must be a finite number above 0" },
        { new() { Vol = new() { SpikeProxyCap = double.PositiveInfinity } }, "vol.spike_proxy_cap = Infinity: must be a finite number above 0" },
        { new() { Vol = new() { SpikeScale = 0 } }, "vol.spike_scale = 0: must be a finite number above 0" },
        { new() { Trend = new() { Windows = [], Weights = [] } }, "trend.windows = []: must be at least one window" },
        { new() { Trend = new() { Windows = [64, 1, 256] } }, "trend.windows[1] = 1: must be from 2 to 4096" },
        { new() { Trend = new() { Weights = [1, 2] } }, "trend.weights = [1, 2]: must be one weight for each of trend.windows" },
        { new() { Trend = new() { Weights = [1, -2, 3] } }, "trend.weights[1] = -2: must be from 0 to 1000000" },
        { new() { Trend = new() { Weights = [0, 0, 0] } }, "trend.weights = [0, 0, 0]: must be of a sum above 0" },
        { new() { Trend = new() { Method = (TrendMethod)9 } }, "trend.method = 9: must be theil_sen, huber or ols" },
        { new() { Regime = new() { Window = 2 } }, "regime.window = 2: must be from 3 to 4096" },
        { new() { Regime = new() { VrK = 256 } }, "regime.vr_k = 256: must be from 2 to 255" },
        { new() { Regime = new() { SoftmaxTemp = 0 } }, "regime.softmax_temp = 0: must be a finite number above 0" },
        { new() { Regime = new() { Score = new() { B2 = double.NaN } } }, "regime.score.b2 = NaN: must be from -1000000 to 1000000" },
    };

    [Fact]
    public void Defaults_AreFaultlessAndNeed257Closes()
    {
        var theta = new MarketStateTheta();

        Assert.Empty(theta.Validate());
        Assert.Equal(257, theta.NeededCloses);
    }

    [Theory]
    [InlineData(100, 64, 50, 101)]
    [InlineData(64, 300, 50, 301)]
    [InlineData(64, 50, 400, 401)]
    public void NeededCloses_IsOneMoreThanTheLongestWindow(int vol, int trend, int regime, int needed)
    {
        var theta = new MarketStateTheta
        {
            Vol = new() { Window = vol },
            Trend = new() { Windows = [trend], Weights = [1] },
            Regime = new() { Window = regime },
        };

        Assert.Equal(needed, theta.NeededCloses);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void ABrokenRule_IsNamedWithValueAndRule(MarketStateTheta theta, string fault) =>
        Assert.Contains(fault, theta.Validate().Select(found => found.ToString()));

    [Fact]
    public void AllFaults_AreReportedAtOnce()
    {
        var theta = new MarketStateTheta
        {
            Eps = -1,
            Vol = new() { Window = 0, SigmaFloor = -1 },
            Trend = new() { Windows = default, Weights = default },
            Regime = new() { VrK = 1 },
        };

        Assert.Equal(
            ["eps", "vol.window", "vol.sigma_floor", "trend.windows", "trend.weights", "regime.vr_k"],
            theta.Validate().Select(fault => fault.Name));
    }
}
