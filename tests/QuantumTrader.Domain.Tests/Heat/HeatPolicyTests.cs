using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;

namespace QuantumTrader.Domain.Tests.Heat;

public sealed class HeatPolicyTests
{
    private static readonly HarvestAction[] Closes =
        [HarvestAction.FullCloseProposed, HarvestAction.Partial75, HarvestAction.Partial50, HarvestAction.Partial25];

    private static HeatPolicy Named(string name) => name switch
    {
        "harvest" => HeatPolicy.Harvest,
        "moderate" => HeatPolicy.Moderate(holdBelowKillScore: null),
        "moderate_hold" => HeatPolicy.Moderate(HeatRule.DefaultHoldKillMax),
        _ => HeatPolicy.HoldHot,
    };

    // Contract section 4: every cell of the three tables.
    [Theory]
    [InlineData("harvest", HeatBucket.Cold, HarvestAction.FullCloseProposed, HarvestAction.Partial25, "portfolio_heat_cold")]
    [InlineData("harvest", HeatBucket.Warm, HarvestAction.FullCloseProposed, HarvestAction.Partial75, "portfolio_heat_warm")]
    [InlineData("harvest", HeatBucket.Hot, HarvestAction.FullCloseProposed, HarvestAction.FullCloseProposed, "portfolio_heat_hot")]
    [InlineData("moderate", HeatBucket.Cold, HarvestAction.FullCloseProposed, HarvestAction.FullCloseProposed, "portfolio_heat_cold")]
    [InlineData("moderate", HeatBucket.Warm, HarvestAction.FullCloseProposed, HarvestAction.Partial50, "portfolio_heat_warm")]
    [InlineData("moderate", HeatBucket.Hot, HarvestAction.FullCloseProposed, HarvestAction.Partial25, "portfolio_heat_hot")]
    [InlineData("moderate_hold", HeatBucket.Cold, HarvestAction.FullCloseProposed, HarvestAction.FullCloseProposed, "portfolio_heat_cold")]
    [InlineData("moderate_hold", HeatBucket.Warm, HarvestAction.FullCloseProposed, HarvestAction.Partial50, "portfolio_heat_warm")]
    [InlineData("moderate_hold", HeatBucket.Hot, HarvestAction.FullCloseProposed, HarvestAction.Hold, "portfolio_heat_hot_hold")]
    [InlineData("hold_hot", HeatBucket.Cold, HarvestAction.FullCloseProposed, HarvestAction.Partial25, "portfolio_heat_cold")]
    [InlineData("hold_hot", HeatBucket.Warm, HarvestAction.FullCloseProposed, HarvestAction.Partial75, "portfolio_heat_warm")]
    [InlineData("hold_hot", HeatBucket.Hot, HarvestAction.FullCloseProposed, HarvestAction.FullCloseProposed, "portfolio_heat_hot")]
    [InlineData("hold_hot", HeatBucket.Hot, HarvestAction.Partial75, HarvestAction.Hold, "portfolio_heat_hot_hold")]
    [InlineData("hold_hot", HeatBucket.Hot, HarvestAction.Partial50, HarvestAction.Hold, "portfolio_heat_hot_hold")]
    [InlineData("hold_hot", HeatBucket.Hot, HarvestAction.Partial25, HarvestAction.Hold, "portfolio_heat_hot_hold")]
    public void Cell_SaysWhatTheContractSays(string policy, HeatBucket bucket, HarvestAction action, HarvestAction becomes, string reason)
    {
        var decision = HeatRule.Standard(Named(policy)).Decide(bucket, action, killScore: 0.2)!.Value;

        Assert.Equal((becomes, reason), (decision.Action, decision.Reason.ToCode()));
    }

    [Fact]
    public void Partial_WithoutARow_PassesAsItIs()
    {
        foreach (var policy in (string[])["harvest", "moderate", "moderate_hold", "hold_hot"])
        {
            foreach (var bucket in Enum.GetValues<HeatBucket>())
            {
                foreach (var partial in Closes.Skip(1).Where(_ => policy != "hold_hot" || bucket != HeatBucket.Hot))
                    Assert.Equal(new HeatDecision(partial, HeatReason.PartialUnchanged), HeatRule.Standard(Named(policy)).Decide(bucket, partial, 0.5));
            }
        }
    }

    // The limit itself no longer holds.
    [Theory]
    [InlineData(0.299, HarvestAction.Hold)]
    [InlineData(0.30, HarvestAction.Partial25)]
    public void Moderate_HoldsBelowItsKillScoreOnly(double killScore, HarvestAction becomes) =>
        Assert.Equal(becomes, Named("moderate_hold").Of(HeatBucket.Hot, HarvestAction.FullCloseProposed, killScore));

    [Fact]
    public void MostRestrictiveRow_Wins_WhateverTheOrder()
    {
        HeatRow[] rows =
        [
            new(HeatBucket.Cold, HarvestAction.FullCloseProposed, HarvestAction.Partial50), new(HeatBucket.Cold, HarvestAction.FullCloseProposed, HarvestAction.Partial25),
            new(HeatBucket.Cold, HarvestAction.FullCloseProposed, HarvestAction.FullCloseProposed),
        ];

        Assert.Equal(HarvestAction.Partial25, new HeatPolicy("custom", rows).Of(HeatBucket.Cold, HarvestAction.FullCloseProposed, 0.6));
        Assert.Equal(HarvestAction.Partial25, new HeatPolicy("custom", [.. rows.Reverse()]).Of(HeatBucket.Cold, HarvestAction.FullCloseProposed, 0.6));
    }

    [Fact]
    public void Policy_ThatEnlarges_IsRefused_EveryRowNamed()
    {
        var refused = Assert.Throws<ArgumentException>(() => new HeatPolicy("custom",
        [
            new(HeatBucket.Cold, HarvestAction.Partial25, HarvestAction.Partial50), new(HeatBucket.Hot, HarvestAction.UpdateSl, HarvestAction.Hold),
            new(HeatBucket.Hot, HarvestAction.Partial25, HarvestAction.None),
        ]));

        Assert.Contains("PARTIAL_25 cannot become PARTIAL_50", refused.Message);
        Assert.Contains("UPDATE_SL closes nothing", refused.Message);
        Assert.Contains("PARTIAL_25 cannot become NONE", refused.Message);
    }

    [Fact]
    public void Downgrades_AreThoseOfTheTable() => Assert.Equal(
        [
            (HarvestAction.FullCloseProposed, HarvestAction.Partial25, HeatReason.PortfolioHeatCold),
            (HarvestAction.FullCloseProposed, HarvestAction.Partial75, HeatReason.PortfolioHeatWarm),
        ],
        HeatPolicy.Harvest.Downgrades);
}
