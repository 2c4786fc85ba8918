using QuantumTrader.Domain.Governor;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.Tests.Hosting;
using static QuantumTrader.Pipeline.Tests.Governor.Governors;

namespace QuantumTrader.Pipeline.Tests.Governor;

/// <summary>The governor puts apply back to dry_run, and there it stays until an operator re-arms.</summary>
public sealed class DisarmTests
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(Bench.StartEpoch).UtcDateTime);

    private static ValueTask<bool> IsDisarmedAsync(Bench bench) => new DisarmState(bench.Context.Store, bench.Clock).IsDisarmedAsync(CancellationToken.None);

    // Two plans too many, and there is one disarm.
    private static async Task BreachAsync(Bench bench, GovernorStage stage)
    {
        await ExecuteAsync(bench, 6);
        await AskAsync(bench, stage, Plan(bench, "breach1"), Plan(bench, "breach2"));
    }

    private static PlanRecord Broken(Bench bench, int number) => Plan(bench, $"broken{number}") with { Step = null };

    private static async Task RearmAsync(Bench bench)
    {
        await bench.AppendAsync(
            Keys.GovernorEvents, new GovernorEventRecord(GovernorEventKind.Rearmed, "seen", null, null, bench.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        await new DisarmState(bench.Context.Store, bench.Clock).RearmAsync(CancellationToken.None);
    }

    [Fact]
    public async Task BurstBreach_Disarms_Once()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        Assert.False(await IsDisarmedAsync(bench));

        await BreachAsync(bench, stage);

        Assert.True(await IsDisarmedAsync(bench));
        var text = (await bench.Context.Store.GetTextAsync($"quantum:governor:disarm:{Day:yyyy-MM-dd}")).Value;
        Assert.Equal($$"""{"reason":"burst_breach","timestamp":{{bench.NowEpoch}}}""", text);
        var told = Assert.Single(await bench.EntriesAsync(Keys.GovernorEvents));
        Assert.Equal((GovernorEventKind.Disarmed, "burst_breach", Bench.Btc, "breach1"), (told.Kind, told.Reason, told.Symbol, told.PlanId));
        Assert.Equal((1L, 0L), (stage.Metrics.Disarmed.Value("burst_breach"), stage.Metrics.Disarmed.Value("evaluation_errors")));
    }

    [Fact]
    public async Task OtherRefusals_DoNotDisarm()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench, new GovernorOptions { MaxPerHour = 1 });
        await ExecuteAsync(bench, 1);

        await AskAsync(bench, stage, [.. Enumerable.Range(0, 20).Select(i => Plan(bench, $"plan{i}"))]);

        Assert.Equal(20, stage.Metrics.Blocked.Value(Bench.Btc, "hourly_limit_exceeded"));
        Assert.False(await IsDisarmedAsync(bench));
    }

    // Errors, seconds between them -> disarmed.
    [Theory]
    [InlineData(4, 1, false)]
    [InlineData(5, 1, true)]
    [InlineData(5, 899, true)]
    [InlineData(9, 900, false)]
    public async Task Errors_WithinAnHour_Disarm(int errors, int secondsBetween, bool disarms)
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        for (var i = 0; i < errors; i++)
        {
            if (i > 0)
                bench.Pass(secondsBetween);
            await AskAsync(bench, stage, Broken(bench, i));
        }

        Assert.Equal(errors, stage.Metrics.Blocked.Value(Bench.Btc, "evaluation_error"));
        Assert.Equal(disarms, await IsDisarmedAsync(bench));
    }

    [Fact]
    public async Task Errors_OfBeforeARestart_Count()
    {
        await using var bench = await WithPositionAsync();
        await AskAsync(bench, await StartAsync(bench), Broken(bench, 1), Broken(bench, 2), Broken(bench, 3), Broken(bench, 4));
        Assert.False(await IsDisarmedAsync(bench));

        await AskAsync(bench, await StartAsync(bench), Broken(bench, 5));

        Assert.True(await IsDisarmedAsync(bench));
    }

    // Today, and every day after, whether the governor saw midnight or was away for a week.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Disarm_IsCarriedOver(int days)
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await BreachAsync(bench, stage);
        Assert.True(stage.NextDue <= new DateTimeOffset(Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));

        bench.Pass(days * 86_400);
        await Bench.RunAsync(days == 1 ? stage : await StartAsync(bench));

        Assert.True(await IsDisarmedAsync(bench));
        var text = (await bench.Context.Store.GetTextAsync(Keys.GovernorDisarm(Day.AddDays(days)))).Value;
        Assert.Equal($$"""{"reason":"burst_breach","timestamp":{{Bench.StartEpoch}}}""", text);
        Assert.True((await bench.Context.Store.GetTextAsync(Keys.GovernorDisarm(Day))).IsMissing);
        Assert.Equal([GovernorEventKind.Disarmed, GovernorEventKind.CarriedOver], (await bench.EntriesAsync(Keys.GovernorEvents)).Select(told => told.Kind));
    }

    [Fact]
    public async Task Yesterday_StillCounts_UntilItIsCarriedOver()
    {
        await using var bench = await WithPositionAsync();
        await BreachAsync(bench, await StartAsync(bench));

        bench.Pass(86_400);

        Assert.True(await IsDisarmedAsync(bench));
    }

    [Fact]
    public async Task Rearm_LastsOverMidnight_AndWhatWasSeenDoesNotDisarmAgain()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await BreachAsync(bench, stage);
        bench.Pass(1);

        await RearmAsync(bench);
        Assert.False(await IsDisarmedAsync(bench));
        await AskAsync(bench, stage, Plan(bench, "breach3"));
        Assert.Equal("burst_limit_exceeded", (await BlockAsync(bench, "breach3"))!.Reason);
        Assert.False(await IsDisarmedAsync(bench));

        bench.Pass(86_400);
        await Bench.RunAsync(stage);
        Assert.False(await IsDisarmedAsync(bench));
    }

    // Whatever is no plain absence is a disarm.
    [Fact]
    public async Task Key_OfAnotherType_Disarms()
    {
        await using var bench = new Bench();
        await bench.SetFieldsAsync(Keys.GovernorDisarm(Day), ("reason", "x"));

        Assert.True(await IsDisarmedAsync(bench));
    }

    public static TheoryData<string, string> Operations => new()
    {
        { "append", Keys.GovernorEvents.Name },
        { "absent", Keys.GovernorDisarm(Day) },
        { "acknowledge", Keys.Plans.Name },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Loss_BeforeAnOperation_DisarmsAllTheSame(string operation, string name) => LossAsync(bench => bench.Faults.Before(operation, name));

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Loss_AfterAnOperation_DisarmsAllTheSame(string operation, string name) => LossAsync(bench => bench.Faults.After(operation, name));

    private static async Task LossAsync(Action<Bench> fail)
    {
        await using var bench = await WithPositionAsync();
        var first = await StartAsync(bench);
        await ExecuteAsync(bench, 6);
        fail(bench);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => AskAsync(bench, first, Plan(bench)));

        await Bench.RunAsync(await StartAsync(bench));

        Assert.True(await IsDisarmedAsync(bench));
        Assert.NotEmpty(await bench.EntriesAsync(Keys.GovernorEvents));
        Assert.Equal("burst_limit_exceeded", (await BlockAsync(bench))!.Reason);
    }
}
