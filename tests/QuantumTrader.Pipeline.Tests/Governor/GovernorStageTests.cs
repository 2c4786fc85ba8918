using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;
using static QuantumTrader.Pipeline.Tests.Governor.Governors;

namespace QuantumTrader.Pipeline.Tests.Governor;

public sealed class GovernorStageTests
{
    [Theory]
    [InlineData(HarvestAction.FullCloseProposed, "1", "105")]
    [InlineData(HarvestAction.Partial75, "0.75", "78.75")]
    [InlineData(HarvestAction.Partial25, "0.25", "26.25")]
    [InlineData(HarvestAction.UpdateSl, null, null)]
    public async Task Plan_GetsAPermit_WithItsShareOfThePosition(HarvestAction action, string? quantity, string? notional)
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);

        await AskAsync(bench, stage, Plan(bench, action: action));

        var permit = await PermitAsync(bench);
        Assert.Equal((true, Bench.Btc, "aa", "EXECUTE", bench.NowEpoch, false), (permit!.Granted, permit.Symbol, permit.PlanId, permit.Decision, permit.CreatedAt, permit.Consumed));
        Assert.Equal((quantity, notional), (permit.ComputedQty?.ToString("0.##"), permit.ComputedNotional?.ToString("0.##")));
        Assert.Equal(TimeSpan.FromSeconds(60), await bench.LifeAsync(Keys.Permit(PermitGate.Governor, "aa")));
        var notice = Assert.Single(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Equal(("aa", PermitGate.Governor, true, "granted"), (notice.PlanId, notice.Gate, notice.Granted, notice.Reason));
        Assert.Equal(1, stage.Metrics.Allowed.Value(Bench.Btc));
        Assert.Null(await BlockAsync(bench));
    }

    // What stands in the position's key -> position_fetch_failed.
    [Theory]
    [InlineData("missing")]
    [InlineData("flat")]
    [InlineData("unreadable")]
    public async Task Position_ThatCannotBeFetched_Blocks(string position)
    {
        await using var bench = new Bench();
        if (position == "flat")
            await bench.SetAsync(Keys.Position(Bench.Btc), Given.Flat(bench.NowEpoch));
        else if (position == "unreadable")
            await bench.SetFieldsAsync(Keys.Position(Bench.Btc).Name, ("side", "UP"));
        var stage = await StartAsync(bench);

        await AskAsync(bench, stage, Plan(bench));

        Assert.Null(await PermitAsync(bench));
        Assert.Equal(new GovernorBlock("position_fetch_failed", bench.NowEpoch, Bench.Btc), await BlockAsync(bench));
        Assert.Equal(TimeSpan.FromSeconds(3600), await bench.LifeAsync(Keys.GovernorBlock("aa")));
        var notice = Assert.Single(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Equal((false, "position_fetch_failed"), (notice.Granted, notice.Reason));
        Assert.Equal(1, stage.Metrics.Blocked.Value(Bench.Btc, "position_fetch_failed"));
    }

    // Every spelling of the switch, for stops too; off is off.
    [Theory]
    [InlineData("quantum:kill", "1", true)]
    [InlineData("quantum:global:kill_switch", "true", true)]
    [InlineData("quantum:kill:symbol:BTCUSDT", "1", true)]
    [InlineData("quantum:kill:symbol:ETHUSDT", "1", false)]
    [InlineData("quantum:kill", "0", false)]
    public async Task KillSwitch_BlocksEverything(string key, string text, bool blocks)
    {
        await using var bench = await WithPositionAsync();
        await bench.Context.Store.SetTextAsync(key, text, timeToLive: null);
        var stage = await StartAsync(bench);

        await AskAsync(bench, stage, Plan(bench, killScore: 0.9), Plan(bench, "bb", HarvestAction.UpdateSl));

        Assert.Equal(blocks, (await BlockAsync(bench))?.Reason == "kill_switch_active");
        Assert.Equal(blocks, (await BlockAsync(bench, "bb"))?.Reason == "kill_switch_active");
        Assert.Equal(blocks, await PermitAsync(bench) is null);
    }

    [Theory]
    [InlineData(PlanDecision.Skip)]
    [InlineData(PlanDecision.Blocked)]
    [InlineData(PlanDecision.Error)]
    public async Task Plan_ThatIsNotToBeExecuted_IsNotAnswered(PlanDecision decision)
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);

        await AskAsync(bench, stage, Plan(bench, decision: decision));

        Assert.Empty(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Keys.Plans.Name)).Pending);
    }

    [Fact]
    public async Task Plan_ThatIsDone_OrTooOld_GetsNothing()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await bench.Context.Store.SetTextAsync(Keys.PlanState("done"), PlanStates.Done, timeToLive: null);
        var old = Plan(bench, "old");
        bench.Pass(61);

        await AskAsync(bench, stage, old, Plan(bench, "done"), Plan(bench, "new"));

        Assert.Equal("new", Assert.Single(await bench.EntriesAsync(Keys.PermitNotices)).PlanId);
    }

    // A later answer leaves nothing of the earlier one that says the opposite.
    [Fact]
    public async Task Answer_ReplacesTheEarlierOne()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await AskAsync(bench, stage, Plan(bench));

        await bench.Context.Store.SetTextAsync(Keys.Kill, "1", timeToLive: null);
        await AskAsync(bench, stage, Plan(bench));
        Assert.True(await PermitAsync(bench) is null && await BlockAsync(bench) is not null);

        await bench.Context.Store.SetTextAsync(Keys.Kill, "0", timeToLive: null);
        await AskAsync(bench, stage, Plan(bench));
        Assert.True(await PermitAsync(bench) is not null && await BlockAsync(bench) is null);
    }

    public static TheoryData<string, string> Operations => new()
    {
        { "read", Keys.Plans.Name },
        { "get", Keys.Position(Bench.Btc).Name },
        { "set", Keys.Permit(PermitGate.Governor, "aa") },
        { "delete", Keys.GovernorBlock("aa") },
        { "append", Keys.PermitNotices.Name },
        { "acknowledge", Keys.Plans.Name },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Loss_BeforeAnOperation_LosesNothing(string operation, string name) => LossAsync(bench => bench.Faults.Before(operation, name));

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Loss_AfterAnOperation_LosesNothing(string operation, string name) => LossAsync(bench => bench.Faults.After(operation, name));

    private static async Task LossAsync(Action<Bench> fail)
    {
        await using var bench = await WithPositionAsync();
        var first = await StartAsync(bench);
        fail(bench);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => AskAsync(bench, first, Plan(bench)));

        var second = await StartAsync(bench);
        await Bench.RunAsync(second);

        Assert.NotNull(await PermitAsync(bench));
        Assert.NotEmpty(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Keys.Plans.Name)).Pending);
        Assert.Equal(0, await bench.Context.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Keys.Plans.Name)));
    }
}
