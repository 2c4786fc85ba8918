using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Safety;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.IntentRouter;

/// <summary>The kill switch before the router: nothing passes while it is on, and nothing that piled up passes when it is off.</summary>
public sealed class HaltTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(Bench.Btc)]
    public async Task SwitchThatIsOn_StopsOpeningsAndExits_OfItsScope(string? scope)
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        var stage = await Routers.StartAsync(bench);
        await new KillControl(bench.Context).OnAsync(scope, "trouble", default);

        await Routers.RouteAsync(
            bench, stage, Routers.Open(bench.Context, "o1"), Routers.Close(bench.Context, "c1"), Routers.MoveStop(bench.Context, "m1", 99),
            Routers.Open(bench.Context, "o2", Bench.Eth));

        var stopped = scope is null ? 4 : 3;
        Assert.Equal(Enumerable.Repeat("kill_switch_active", stopped), await Routers.ReasonsAsync(bench));
        Assert.Empty(await bench.EntriesAsync(Keys.ExecutionOrders));
        Assert.Equal(4 - stopped, (await bench.EntriesAsync(Keys.PaperEntries)).Count);
    }

    // Made before the release, or merely lying in the stream since then: both piled up. What comes at the release or later flows.
    [Fact]
    public async Task Backlog_IsRefusedAfterTheRelease_AndNewIntentsFlow()
    {
        await using var bench = new Bench();
        var control = new KillControl(bench.Context);
        await control.OnAsync(null, "trouble", default);
        await bench.AppendAsync(Keys.TradeIntents, Routers.Open(bench.Context, "piled up"));
        await bench.AppendAsync(Keys.TradeIntents, Routers.Open(bench.Context, "dated ahead") with { MadeMs = bench.Context.NowMs + 5000 });
        var late = Routers.Open(bench.Context, "sent late");
        bench.Pass(2);
        Assert.True(await control.OffAsync(null, "solved", default));
        await bench.AppendAsync(Keys.TradeIntents, late);
        await bench.AppendAsync(Keys.TradeIntents, Routers.Open(bench.Context, "new"));

        await Bench.RunAsync(await Routers.StartAsync(bench));

        Assert.Equal(Enumerable.Repeat("stale_after_halt", 3), await Routers.ReasonsAsync(bench));
        Assert.Single(await bench.EntriesAsync(Keys.PaperEntries));
        Assert.Equal("new", (await bench.EntriesAsync(Keys.TradeIntents))[^1].CorrelationId);
    }

    // A sender that knows whole seconds only: what it made in the second of the release may be newer than it.
    [Fact]
    public async Task Intent_DatedInTheSecondOfTheRelease_IsNotTakenForBacklog()
    {
        await using var bench = new Bench();
        var control = new KillControl(bench.Context);
        await control.OnAsync(null, "trouble", default);
        bench.Pass(0.5);
        await control.OffAsync(null, "solved", default);
        bench.Pass(0.1);
        await bench.AppendAsync(new StreamKey<RawFields>(Keys.TradeIntents.Name), RawFields.Of(
            ("symbol", Bench.Btc), ("side", "BUY"), ("qty", "1"), ("intent_type", "OPEN"), ("correlation_id", "x"), ("timestamp", $"{Bench.StartEpoch}")));

        await Bench.RunAsync(await Routers.StartAsync(bench));

        Assert.Empty(await Routers.ReasonsAsync(bench));
        Assert.Single(await bench.EntriesAsync(Keys.PaperEntries));
    }

    // A crash at any point of the release leaves the switch on, or off with the release known: no backlog slips through, and no release without its entry in the journal.
    [Theory]
    [InlineData("append", "quantum:stream:operator.journal", true)]
    [InlineData("set", Keys.KillReleased, true)]
    [InlineData("delete", Keys.Kill, true)]
    [InlineData("delete", Keys.GlobalKill, false)]
    public async Task Release_ThatIsInterrupted_LetsNoBacklogThrough(string operation, string name, bool staysOn)
    {
        await using var bench = new Bench();
        var control = new KillControl(bench.Context);
        await control.OnAsync(null, "trouble", default);
        await bench.AppendAsync(Keys.TradeIntents, Routers.Open(bench.Context, "piled up"));
        bench.Pass(1);
        bench.Faults.Before(operation, name);
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await control.OffAsync(null, "solved", default));

        await Bench.RunAsync(await Routers.StartAsync(bench));

        Assert.Equal([staysOn ? "kill_switch_active" : "stale_after_halt"], await Routers.ReasonsAsync(bench));
        Assert.Empty(await bench.EntriesAsync(Keys.PaperEntries));
        if (!staysOn)
            Assert.Equal("off", (await bench.EntriesAsync(Keys.OperatorJournal))[^1].Value);
    }

    [Fact]
    public async Task Control_JournalsEachChange_AndTouchesOnlyItsScope()
    {
        await using var bench = new Bench();
        var control = new KillControl(bench.Context);
        await bench.Context.Store.SetTextAsync(Keys.GlobalKill, "1", null);
        await control.OnAsync(null, "trouble", default);
        await control.OnAsync(Bench.Btc, "its chain has stopped", default);
        bench.Pass(60);
        Assert.True(await control.OffAsync(null, "solved", default));
        Assert.False(await control.OffAsync(null, "again", default));
        Assert.False(await control.OffAsync(Bench.Eth, "never on", default));

        Assert.Equal(
            [
                new OperatorEntryRecord(Bench.StartEpoch, "kill", "all", "on", "trouble"),
                new OperatorEntryRecord(Bench.StartEpoch, "kill", Bench.Btc, "on", "its chain has stopped"),
                new OperatorEntryRecord(Bench.StartEpoch + 60, "kill", "all", "off", "solved"),
            ],
            await bench.EntriesAsync(Keys.OperatorJournal));
        var reader = new KillSwitch(bench.Context.Store);
        Assert.True((await reader.ReadAsync(Bench.Btc, default)).IsOn);
        var other = await reader.ReadAsync(Bench.Eth, default);
        Assert.Equal((false, (long?)((Bench.StartEpoch + 60) * 1000)), (other.IsOn, other.ReleasedMs));
    }

    [Fact]
    public async Task SafeModeControl_SetsItForItsTime_AndJournalsEachChange()
    {
        await using var bench = new Bench();
        var control = new SafeModeControl(bench.Context);
        Assert.False(await control.OffAsync("never on", default));
        await control.OnAsync(TimeSpan.FromMinutes(5), "news at two", default);
        Assert.Equal(TimeSpan.FromSeconds(300), await bench.LifeAsync(Keys.SafeMode));
        Assert.True(await control.OffAsync("over", default));

        Assert.Equal(
            [("safe-mode", "on 300s", "news at two"), ("safe-mode", "off", "over")],
            (await bench.EntriesAsync(Keys.OperatorJournal)).Select(entry => (entry.Verb, entry.Value, entry.Reason)));
        Assert.True((await bench.Context.Store.GetTextAsync(Keys.SafeMode)).IsMissing);
    }
}
