using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.Tests.Hosting;
using static QuantumTrader.Pipeline.Tests.Governor.Governors;

namespace QuantumTrader.Pipeline.Tests.Governor;

/// <summary>What counts is what executed.</summary>
public sealed class GovernorLimitTests
{
    // Executed closes, how many seconds before the plan -> what it is told. The value of each is 52.5.
    [Theory]
    [InlineData(5, 6, null)]
    [InlineData(6, 299, "burst_limit_exceeded")]
    [InlineData(6, 300, null)]
    [InlineData(29, 301, null)]
    [InlineData(30, 3599, "hourly_limit_exceeded")]
    [InlineData(30, 3600, null)]
    [InlineData(1, 4, "symbol_cooldown")]
    [InlineData(1, 5, null)]
    public async Task Limit_CountsWithinItsWindow(int executed, int secondsBefore, string? reason)
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await ExecuteAsync(bench, executed);
        bench.Pass(secondsBefore);

        await AskAsync(bench, stage, Plan(bench));

        Assert.Equal(reason, (await BlockAsync(bench))?.Reason);
        Assert.Equal(reason is null, await PermitAsync(bench) is not null);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(105, false)]
    [InlineData(106, true)]
    public async Task DailyLimit_IsOnValue_OverAllSymbols_UntilMidnight(int limit, bool passes)
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench, new GovernorOptions { MaxNotionalPerDayUsd = limit });
        await bench.AppendAsync(Keys.ApplyResults, Result(bench, "one"));
        await bench.AppendAsync(Keys.ApplyResults, Result(bench, "two", symbol: Bench.Eth));
        bench.Pass(10);

        await AskAsync(bench, stage, Plan(bench));
        Assert.Equal(passes ? null : "daily_limit_exceeded", (await BlockAsync(bench))?.Reason);

        bench.Pass(86_400);
        await AskAsync(bench, stage, Plan(bench, "tomorrow"));
        Assert.NotNull(await PermitAsync(bench, "tomorrow"));
    }

    [Fact]
    public async Task HighKillScore_AndStops_PassTheLimits()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await ExecuteAsync(bench, 40);

        await AskAsync(bench, stage, Plan(bench, "exit", HarvestAction.FullCloseProposed, killScore: 0.8), Plan(bench, "stop", HarvestAction.UpdateSl));

        Assert.NotNull(await PermitAsync(bench, "exit"));
        Assert.NotNull(await PermitAsync(bench, "stop"));
    }

    [Fact]
    public async Task OnlyClosesThatExecuted_Count()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        for (var i = 0; i < 10; i++)
        {
            await bench.AppendAsync(Keys.ApplyResults, Result(bench, $"failed{i}", executed: false));
            await bench.AppendAsync(Keys.ApplyResults, Result(bench, $"stop{i}", PlanStep.UpdateSl));
            await bench.AppendAsync(Keys.ApplyResults, Result(bench, $"first{i}", PlanStep.Protect));
            await bench.AppendAsync(Keys.Plans, Plan(bench, $"permitted{i}"));
        }

        await AskAsync(bench, stage, Plan(bench));

        Assert.NotNull(await PermitAsync(bench));
        Assert.Null(stage.Metrics.ExecutedInHour.Value(Bench.Btc));
    }

    [Fact]
    public async Task Restart_ForgetsNothing_AndCountsNothingTwice()
    {
        await using var bench = await WithPositionAsync();
        var first = await StartAsync(bench);
        await ExecuteAsync(bench, 3);
        await Bench.RunAsync(first);
        await ExecuteAsync(bench, 2, "unread");

        var second = await StartAsync(bench);
        await Bench.RunAsync(second);

        Assert.Equal((5.0, 5.0), (second.Metrics.ExecutedInHour.Value(Bench.Btc), second.Metrics.ExecutedInFiveMinutes.Value(Bench.Btc)));
    }

    [Theory]
    [InlineData("read")]
    [InlineData("acknowledge")]
    public async Task Result_GivenAgain_CountsOnce(string operation)
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await ExecuteAsync(bench, 3);
        bench.Faults.After(operation, Keys.ApplyResults.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));

        await Bench.RunAsync(stage);

        Assert.Equal(3.0, stage.Metrics.ExecutedInHour.Value(Bench.Btc));
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Keys.ApplyResults.Name)).Pending);
    }

    [Fact]
    public async Task Counts_FallWithTime_AlsoWhileNothingHappens()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await ExecuteAsync(bench, 2);
        await Bench.RunAsync(stage);
        Assert.Equal(bench.Clock.GetUtcNow().AddMinutes(5), stage.NextDue);

        bench.Pass(300);
        await Bench.RunAsync(stage);
        Assert.Equal((2.0, 0.0), (stage.Metrics.ExecutedInHour.Value(Bench.Btc), stage.Metrics.ExecutedInFiveMinutes.Value(Bench.Btc)));

        bench.Pass(3300);
        await Bench.RunAsync(stage);
        Assert.Equal(0.0, stage.Metrics.ExecutedInHour.Value(Bench.Btc));
    }
}
