using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Harvest;

public sealed class HarvestKernelTests
{
    // Nothing speaks against the position: the kill score is 0.5.
    private static readonly MarketConditions Calm = new(0.01, TrendStrength: 0.3, new RegimeProbabilities(0.5, 0.2, 0.3));

    private static readonly HarvestTheta WithoutCosts = HarvestTheta.Default with { CostBps = 0 };

    // Entry 128 and a distance of 1/64: one R is 2, and every number below is exact.
    [Theory]
    [InlineData(-4, "NONE", "")]
    [InlineData(2.875, "NONE", "")]
    [InlineData(3, "NONE", "profit_lock")]
    [InlineData(3.875, "NONE", "profit_lock")]
    [InlineData(4, "PARTIAL_25", "harvest_partial_25,profit_lock")]
    [InlineData(7.875, "PARTIAL_25", "harvest_partial_25,profit_lock")]
    [InlineData(8, "PARTIAL_50", "harvest_partial_50,profit_lock")]
    [InlineData(12, "PARTIAL_75", "harvest_partial_75,profit_lock")]
    public void A_rung_is_reached_at_its_R(double pnl, string action, string reasons)
    {
        foreach (var side in (PositionSide[])[PositionSide.Long, PositionSide.Short])
        {
            var proposal = HarvestKernel.Propose(At128(side, pnl), Calm, 1.0 / 64, WithoutCosts);
            Assert.Equal((2.0, pnl / 2), (proposal.RiskUnit, proposal.RNet));
            Assert.Equal((action, reasons), (proposal.Action.ToWire(), proposal.Reasons.ToCodes()));
        }
    }

    [Fact]
    public void Costs_count_per_unit_before_R_does()
    {
        var proposal = HarvestKernel.Propose(At128(PositionSide.Long, 12.128), Calm, 1.0 / 64, HarvestTheta.Default);
        Assert.Equal((0.128, 6.0), (Math.Round(proposal.CostEst, 12), Math.Round(proposal.RNet, 12)));
    }

    [Theory]
    [InlineData(null, 2.56)]
    [InlineData(0.0, 2.56)]
    [InlineData(0.5, 64)]
    [InlineData(-0.5, 1e-9)]
    [InlineData(1e-300, 1e-9)]
    public void The_risk_unit_is_the_stop_distance_or_the_fallback_and_never_zero(double? stopDistPct, double riskUnit) =>
        Assert.Equal(riskUnit, HarvestKernel.Propose(At128(PositionSide.Long, 0), Calm, stopDistPct, HarvestTheta.Default).RiskUnit, 12);

    // The lock lies 1/64 beyond the entry of 128: 130 for a long, 126 for a short. A stop of 0: none.
    [Theory]
    [InlineData(PositionSide.Long, 0, 130)]
    [InlineData(PositionSide.Long, 120, 130)]
    [InlineData(PositionSide.Long, 129.9375, 130)]
    [InlineData(PositionSide.Long, 130, 0)]
    [InlineData(PositionSide.Long, 131, 0)]
    [InlineData(PositionSide.Short, 0, 126)]
    [InlineData(PositionSide.Short, 136, 126)]
    [InlineData(PositionSide.Short, 126.0625, 126)]
    [InlineData(PositionSide.Short, 126, 0)]
    [InlineData(PositionSide.Short, 125, 0)]
    public void The_profit_lock_proposes_a_stop_only_where_it_tightens(PositionSide side, double inForce, double expected)
    {
        var position = At128(side, 6) with { CurrentSl = inForce == 0 ? null : inForce };
        var proposal = HarvestKernel.Propose(position, Calm, 1.0 / 64, WithoutCosts with { BePlusPct = 1.0 / 64 });
        Assert.Equal(expected == 0 ? null : expected, proposal.NewSlProposed);
        Assert.Equal(expected != 0, proposal.Reasons.Contains(HarvestReason.ProfitLock));
    }

    public static TheoryData<double, double, double, double, string> Kills => new()
    {
        // sigma, trend strength, p_trend, age: reasons. Weights 1, 0.5, 0.5, 0.3; a threshold of 0.6 is z = ln 1.5 = 0.405.
        { 0.01, 0.3, 0.5, 0, "" },
        { 0.01, 0.3, 0.2, 0, "kill_score_triggered,regime_flip" },
        { 0.01, 0.3, 0.3, 0, "" },
        { 0.018, 0.3, 0.5, 0, "" },
        { 0.019, 0.3, 0.5, 0, "kill_score_triggered,sigma_spike" },
        { 0.014, 0.05, 0.5, 86_400, "kill_score_triggered,ts_drop,age_penalty" },
        { 0.012, 0.1, 0.5, 43_200, "" },
        { 1, -1, 0.1, 1_000_000, "kill_score_triggered,regime_flip,sigma_spike,ts_drop,age_penalty" },
    };

    [Theory]
    [MemberData(nameof(Kills))]
    public void A_kill_score_from_the_threshold_on_proposes_a_full_close(
        double sigma, double strength, double trend, double age, string reasons)
    {
        var market = new MarketConditions(sigma, strength, new RegimeProbabilities(trend, 0.3, 0.3));
        var proposal = HarvestKernel.Propose(At128(PositionSide.Long, 0) with { AgeSec = age }, market, 0.02, HarvestTheta.Default);
        Assert.Equal(reasons, proposal.Reasons.ToCodes());
        Assert.Equal(reasons.Length > 0 ? HarvestAction.FullCloseProposed : HarvestAction.None, proposal.Action);
    }

    [Fact]
    public void A_full_close_keeps_the_reasons_of_the_harvest_and_its_stop()
    {
        var market = Calm with { Regimes = new RegimeProbabilities(0.1, 0.5, 0.4) };
        var proposal = HarvestKernel.Propose(At128(PositionSide.Long, 12), market, 1.0 / 64, WithoutCosts);
        Assert.Equal(HarvestAction.FullCloseProposed, proposal.Action);
        Assert.Equal("harvest_partial_75,profit_lock,kill_score_triggered,regime_flip", proposal.Reasons.ToCodes());
        Assert.NotNull(proposal.NewSlProposed);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_stop_distance_or_parameter_that_is_not_finite_is_refused(double value)
    {
        var position = At128(PositionSide.Long, 0);
        Assert.Equal("stop_dist_pct", Refused(() => HarvestKernel.Propose(position, Calm, value, HarvestTheta.Default)));
        foreach (var name in HarvestThetaFields.Names)
        {
            var theta = HarvestThetaFields.With(HarvestTheta.Default, name, value);
            Assert.Equal(name, Refused(() => HarvestKernel.Propose(position, Calm, 0.02, theta)));
        }
    }

    [Theory]
    [InlineData("u1")]
    [InlineData("softmax_temp")]
    public void The_parameters_of_the_audit_move_nothing(string name) =>
        Assert.Same(HarvestTheta.Default, HarvestThetaFields.With(HarvestTheta.Default, name, 5));

    [Fact]
    public void Each_parameter_sets_one_value_of_its_own()
    {
        var set = HarvestThetaFields.Names.Select(name => HarvestThetaFields.With(HarvestTheta.Default, name, 0.123)).ToList();
        Assert.Equal(18, set.Distinct().Count());
        Assert.DoesNotContain(HarvestTheta.Default, set);
    }

    private static string Refused(Action propose) => Assert.Throws<KernelInputException>(propose).Field;

    private static PositionSnapshot At128(PositionSide side, double pnl) =>
        new("BTCUSDT", side, 1, 128, side == PositionSide.Long ? 128 + pnl : 128 - pnl, 200, 60, 0, pnl, null, null);
}
