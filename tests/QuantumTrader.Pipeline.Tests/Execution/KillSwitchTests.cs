using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Tests.Feed;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>While a switch is on nothing is sent; resting stops stay; what piled up is not acted on afterwards.</summary>
public sealed class KillSwitchTests
{
    [Theory]
    [InlineData(Keys.Kill, "1")]
    [InlineData(Keys.GlobalKill, "1")]
    [InlineData("quantum:kill:symbol:BTCUSDT", "1")]
    [InlineData(Keys.Kill, "yes")]
    public async Task On_NothingIsSent_AndTheRestingStopStays(string key, string text)
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var before = bench.Venue.Placed.Count;
        await bench.Bench.Engine.Store.SetTextAsync(key, text, timeToLive: null);
        await bench.SendAsync(bench.Close(0.05m), bench.Stop(59_800, "plan-2"));
        await bench.RunAsync();

        Assert.Equal(before, bench.Venue.Placed.Count);
        Assert.Equal([59_400m], await bench.StopsAsync());
        Assert.All(await bench.ResultsAsync(), result =>
            Assert.Equal((PlanDecision.Blocked, false, true, "kill_switch_active"), (result.Decision, result.Executed, result.MayRetry, result.Error)));
        Assert.Equal(2, (await bench.ResultsAsync()).Count);
        Assert.Null(await bench.JournalAsync(ClientOrderId.Of(ExecutionBench.Plan, PlanStep.ClosePartial50)));
    }

    // Thrown after the order has passed its gates: the last look is the one that counts, and the journal entry of what was not sent is taken back.
    [Theory]
    [InlineData(PlanStep.CloseFull)]
    [InlineData(PlanStep.UpdateSl)]
    public async Task ThrownAtTheLastMoment_TheOrderDoesNotLeave(PlanStep step)
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var before = bench.Venue.Placed.Count;
        await bench.SendAsync(step == PlanStep.UpdateSl ? bench.Stop(59_800) : bench.Close(0.1m, step));
        bench.Venue.Looking = () => bench.KillAsync(on: true).GetAwaiter().GetResult();
        await bench.RunAsync();

        Assert.Equal(before, bench.Venue.Placed.Count);
        Assert.Equal("kill_switch_active", Assert.Single(await bench.ResultsAsync()).Error);
        Assert.Null(await bench.JournalAsync(ClientOrderId.Of(ExecutionBench.Plan, step)));
    }

    // Computed before the release -> refused; after it -> sent. The same text that the operator's command writes.
    [Theory]
    [InlineData(-1, "stale_after_halt")]
    [InlineData(0, null)]
    public async Task Released_WhatWasComputedBefore_IsStale(int offsetMs, string? error)
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var released = bench.Bench.NowEpoch * 1000;
        await bench.Bench.Engine.Store.SetTextAsync(Keys.KillReleased, $"{released}", timeToLive: null);
        await bench.SendAsync(bench.Close(0.05m) with { ComputedMs = released + offsetMs });
        await bench.RunAsync();

        var result = Assert.Single(await bench.ResultsAsync());
        Assert.Equal((error, error is null, error is not null), (result.Error, result.Executed, result.MayRetry));
    }

    [Fact]
    public async Task On_APositionWithoutAStop_GetsOneOnlyAfterTheRelease()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        await bench.KillAsync(on: true);
        await bench.Venue.CancelAsync(Bench.Btc, bench.Venue.Placed[^1].ClientOrderId);
        bench.Bench.Pass(10);
        await bench.RunAsync();
        bench.Bench.Pass(3);
        await bench.RunAsync();

        Assert.Empty(await bench.StopsAsync());
        Assert.Equal(3, bench.Stage.Metrics.Unprotected.Value(Bench.Btc));
        await bench.KillAsync(on: false);
        bench.Bench.Pass(1);
        await bench.RunAsync();
        Assert.Equal([58_800m], await bench.StopsAsync());
        Assert.Equal(0, bench.Stage.Metrics.Unprotected.Value(Bench.Btc));
    }

    // Key and text that stand in the way of an opening -> the reason that the operator is told.
    [Theory]
    [InlineData(Keys.Kill, "1", "kill_switch_active")]
    [InlineData("quantum:kill:symbol:BTCUSDT", "1", "kill_switch_active")]
    [InlineData(Keys.SafeMode, "1", "safe_mode_enabled")]
    [InlineData(Keys.SafeMode, "0", null)]
    [InlineData(Keys.KillReleased, "99999999999999", "stale_after_halt")]
    public async Task Opening_IsRefused_OfTheRuleAndOfTheOperator(string key, string text, string? reason)
    {
        foreach (var isRule in new[] { true, false })
        {
            await using var bench = new Bench();
            await bench.Engine.Store.SetTextAsync(key, text, timeToLive: null);
            var rule = isRule ? new ScriptedRule((0, new Domain.Entries.EntrySignal(Domain.Positions.PositionSide.Long))) : null;
            var stage = await Bench.StartAsync(new ExecutionStage(bench.Context, ExecutionBench.Options, rule));
            await Bars.FeedAsync(bench, Bars.Flat(0, 60_000));
            await Bench.RunAsync(stage);
            if (!isRule)
                await bench.AppendAsync(Keys.PaperEntries, new EntryRequestRecord("r", Bench.Btc, Domain.Positions.PositionSide.Long, 0.01m, null, bench.NowEpoch * 1000));
            await Bench.RunAsync(stage);

            var events = await bench.EntriesAsync(Keys.VenueEvents);
            Assert.Equal(reason is null, events.Any(happened => happened.Kind == VenueEventKind.Fill));
            if (!isRule)
                Assert.Equal(reason, events.SingleOrDefault(happened => happened.Reason is not null)?.Reason);
            else if (reason is not null)
                Assert.Equal(1, bench.Log.Count("not opened"));
        }
    }

    // A switch thrown between an entry and its stop does not leave the entry naked: they are one act.
    [Fact]
    public async Task ThrownBetweenAnEntryAndItsStop_TheStopIsStillPlaced()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        await bench.SendAsync(bench.Close(1, PlanStep.CloseFull));
        await bench.RunAsync();
        bench.Venue.Placing = order => bench.KillAsync(!order.ReduceOnly && !order.ClosePosition).GetAwaiter().GetResult();
        await bench.Bench.AppendAsync(Keys.PaperEntries, new EntryRequestRecord("r", Bench.Btc, Domain.Positions.PositionSide.Long, 0.01m, null, bench.Bench.NowEpoch * 1000));
        await bench.RunAsync();

        Assert.Equal(0.01m, await bench.QuantityAsync());
        Assert.Single(await bench.StopsAsync());
    }
}
