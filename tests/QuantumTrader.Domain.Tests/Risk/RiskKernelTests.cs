using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Risk;

namespace QuantumTrader.Domain.Tests.Risk;

public sealed class RiskKernelTests
{
    // In units of 1 %: sigma 1, so that a distance is its multiplier.
    private static readonly MarketConditions Trending = new(0.01, TrendStrength: 0.4, new RegimeProbabilities(1, 0, 0));
    private static readonly MarketConditions Reverting = new(0.01, TrendStrength: 0.4, new RegimeProbabilities(0, 1, 0));
    private static readonly MarketConditions Choppy = new(0.01, TrendStrength: 0.4, new RegimeProbabilities(0, 0, 1));

    public static TheoryData<MarketConditions, PositionSide, double, double, string> ByHand => new()
    {
        // Long: stop 1.5 % below; target 2.5 % times 1 + 0.5 * 0.4 above. The extremes lie at the price, so the trail of 1.2 % is tighter.
        { Trending, PositionSide.Long, 98.8, 103, "trail_active,regime_trend,tp_extended" },
        { Trending, PositionSide.Short, 101.2, 97, "trail_active,regime_trend,tp_extended" },

        // Stop 0.8 %, trail 1.5 %, target 1.2 %.
        { Reverting, PositionSide.Long, 99.2, 101.2, "regime_mr" },
        { Reverting, PositionSide.Short, 100.8, 98.8, "regime_mr" },

        // Stop 1 %, trail 1.3 %, target 1.5 %.
        { Choppy, PositionSide.Long, 99, 101.5, "regime_chop" },
        { Choppy, PositionSide.Short, 101, 98.5, "regime_chop" },

        // Almost no volatility: the least distances of 0.5 % and 1 %; trail and stop agree.
        { Choppy with { Sigma = 1e-6 }, PositionSide.Long, 99.5, 101, "regime_chop" },
        { Choppy with { Sigma = 0 }, PositionSide.Short, 100.5, 99, "regime_chop" },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Stop_and_target_lie_where_the_formulas_put_them(
        MarketConditions market, PositionSide side, double stop, double target, string reasons)
    {
        var proposal = RiskKernel.Propose(market, At100(side), RiskTheta.Default);
        Assert.Equal((stop, target), (Math.Round(proposal.ProposedSl, 9), Math.Round(proposal.ProposedTp, 9)));
        Assert.Equal(reasons, proposal.Reasons.ToCodes());
    }

    [Theory]
    [InlineData(PositionSide.Long, 98.0, 99.0, "sl_tightening,regime_chop")]
    [InlineData(PositionSide.Long, 99.5, 99.5, "sl_tightened_monotonic,regime_chop")]
    [InlineData(PositionSide.Long, 99.0, 99.0, "regime_chop")]
    [InlineData(PositionSide.Short, 102.0, 101.0, "sl_tightening,regime_chop")]
    [InlineData(PositionSide.Short, 100.5, 100.5, "sl_tightened_monotonic,regime_chop")]
    [InlineData(PositionSide.Short, 101.0, 101.0, "regime_chop")]
    public void The_stop_in_force_gives_way_only_to_a_tighter_one(PositionSide side, double inForce, double stop, string reasons)
    {
        var proposal = RiskKernel.Propose(Choppy, At100(side) with { CurrentSl = inForce }, RiskTheta.Default);
        Assert.Equal(stop, Math.Round(proposal.ProposedSl, 9));
        Assert.Equal(reasons, proposal.Reasons.ToCodes());
    }

    [Fact]
    public void Without_the_monotonic_rule_the_stop_may_loosen()
    {
        var position = At100(PositionSide.Long) with { CurrentSl = 99.5 };
        var proposal = RiskKernel.Propose(Choppy, position, RiskTheta.Default with { MonotonicSl = false });
        Assert.Equal((99.0, "regime_chop"), (Math.Round(proposal.ProposedSl, 9), proposal.Reasons.ToCodes()));
    }

    [Theory]
    [InlineData(0.5, 0.25, 0.25, 1.1)]
    [InlineData(1.0, 0.0, 0.0, 1.2)]
    [InlineData(0.3, 0.35, 0.35, 1.0)]
    public void The_target_moves_away_only_in_a_likely_trend(double trend, double reversion, double chop, double factor)
    {
        var market = new MarketConditions(0.01, TrendStrength: 0.4, new RegimeProbabilities(trend, reversion, chop));
        Assert.Equal(factor, RiskKernel.Propose(market, At100(PositionSide.Long), RiskTheta.Default).TpExtensionFactor, 12);
    }

    [Theory]
    [InlineData(0.1, 1.0)]
    [InlineData(-2, 1.0)]
    [InlineData(0.2, 1.1)]
    [InlineData(0.6, 1.3)]
    [InlineData(50, 1.3)]
    public void The_extension_grows_with_the_strength_of_the_trend_up_to_its_limit(double strength, double factor)
    {
        var market = Trending with { TrendStrength = strength };
        Assert.Equal(factor, RiskKernel.Propose(market, At100(PositionSide.Long), RiskTheta.Default).TpExtensionFactor, 12);
    }

    [Fact]
    public void A_tie_of_regimes_names_the_first_in_the_order_asked_for()
    {
        var market = new MarketConditions(0.01, 0, new RegimeProbabilities(0.2, 0.4, 0.4));
        var position = At100(PositionSide.Long);
        Assert.Contains(RiskReason.RegimeMr, RiskKernel.Propose(market, position, RiskTheta.Default).Reasons);
        var reversed = RiskKernel.Propose(market, position, RiskTheta.Default, [Regime.Chop, Regime.MeanReversion, Regime.Trend]);
        Assert.Contains(RiskReason.RegimeChop, reversed.Reasons);
    }

    [Fact]
    public void A_market_state_that_is_none_is_refused()
    {
        foreach (var (field, market) in (IEnumerable<(string, MarketConditions)>)[
            ("sigma", Choppy with { Sigma = double.NaN }),
            ("sigma", Choppy with { Sigma = -1 }),
            ("ts", Choppy with { TrendStrength = double.PositiveInfinity }),
            ("p_trend", Choppy with { Regimes = new(double.NaN, 0, 1) }),
            ("p_mr", Choppy with { Regimes = new(0, -0.1, 1) }),
            ("p_chop", Choppy with { Regimes = new(0, 0, 1.1) })])
        {
            var refused = Assert.Throws<KernelInputException>(() => RiskKernel.Propose(market, At100(PositionSide.Long), RiskTheta.Default));
            Assert.Equal(field, refused.Field);
        }
    }

    private static PositionSnapshot At100(PositionSide side) => new("BTCUSDT", side, 1, 100, 100, 100, 100, 3600, 0, null, null);
}
