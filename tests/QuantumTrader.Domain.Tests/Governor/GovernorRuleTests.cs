using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Plans;

namespace QuantumTrader.Domain.Tests.Governor;

public sealed class GovernorRuleTests
{
    private const long Now = 1_748_736_000_000;
    private static readonly GovernorLimits Limits = new(PerHour: 30, PerFiveMinutes: 6, NotionalPerDay: 1000, CooldownSeconds: 5);

    // Hour, five minutes, seconds since the last, today -> the limit that is reached.
    [Theory]
    [InlineData(0, 0, null, 0, null)]
    [InlineData(29, 5, 5.0, 999.99, null)]
    [InlineData(30, 0, null, 0, GovernorReason.HourlyLimitExceeded)]
    [InlineData(30, 6, 1.0, 1000, GovernorReason.HourlyLimitExceeded)]
    [InlineData(29, 6, 1.0, 1000, GovernorReason.BurstLimitExceeded)]
    [InlineData(29, 5, 4.999, 1000, GovernorReason.SymbolCooldown)]
    [InlineData(29, 5, -1.0, 0, GovernorReason.SymbolCooldown)]
    [InlineData(29, 5, 5.0, 1000, GovernorReason.DailyLimitExceeded)]
    public void Limit_ThatIsReachedFirst_Refuses(int hour, int five, double? sinceSec, double today, GovernorReason? expected)
    {
        var counts = new ExecutionCounts(hour, five, sinceSec is { } sec ? Now - (long)(sec * 1000) : null, (decimal)today);

        Assert.Equal(expected, GovernorRule.Limit(PlanStep.ClosePartial50, 0.6, counts, Limits, Now));
        Assert.Null(GovernorRule.Limit(PlanStep.CloseFull, 0.8, counts, Limits, Now));
        Assert.Null(GovernorRule.Limit(PlanStep.UpdateSl, 0.6, counts, Limits, Now));
    }

    // The way out is open at every kill score: at the exempt ones whatever was executed before.
    [Fact]
    public void KillScore_NeverRefuses()
    {
        for (var killScore = 0.50; killScore <= 0.93; killScore += 0.01)
            Assert.Null(GovernorRule.Limit(PlanStep.CloseFull, killScore, new ExecutionCounts(29, 5, Now - 5000, 0), Limits, Now));
    }

    [Fact]
    public void NoDailyLimit_IsNoLimit() => Assert.Null(
        GovernorRule.Limit(PlanStep.CloseFull, 0.6, new ExecutionCounts(0, 0, null, 1e12m), Limits with { NotionalPerDay = 0 }, Now));
}
