using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.PositionState;

public sealed class LedgerTests
{
    private static readonly string Ledger = Keys.Ledger(Bench.Btc).Name;
    private static readonly string Events = Keys.VenueEvents.Name;

    [Fact]
    public async Task Fills_AddUp_AndTheLastOneIsRemembered()
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, 1.5m, Fills.Of(bench, "t1", 2), Fills.Of(bench, "t2", -0.5m, plan: "p7"));
        await Bench.RunAsync(stage);

        var ledger = (await Fills.LedgerAsync(bench))!;
        Assert.Equal((1.5m, "ot2", "p7"), (ledger.LastKnownAmount, ledger.LastOrderId, ledger.LastPlanId));
        Assert.Equal((0.5m, OrderSide.Sell, Bench.StartEpoch), (ledger.LastExecutedQuantity, ledger.LastSide, ledger.LastPlanEpoch));
        Assert.Equal(["t1", "t2"], ledger.RecentTradeIds);
        Assert.Null(await bench.LifeAsync(Ledger));
    }

    // A stop of nobody's plan is the last execution, and not the last one of a plan.
    [Fact]
    public async Task Fill_OfNoPlan_LeavesTheLastPlan()
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, 1, Fills.Of(bench, "t1", 2, plan: "p1"), Fills.Of(bench, "t2", -1));
        await Bench.RunAsync(stage);

        var ledger = (await Fills.LedgerAsync(bench))!;
        Assert.Equal(("ot2", "p1", Bench.StartEpoch), (ledger.LastOrderId, ledger.LastPlanId, ledger.LastPlanEpoch));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Fill_ThatArrivesTwice_ChangesNothing(int between)
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        var fill = Fills.Of(bench, "t1", 2);
        await Fills.HappenAsync(bench, 2, fill);
        await Bench.RunAsync(stage);
        var before = await Fills.LedgerAsync(bench);
        for (var other = 0; other < between; other++)
            await bench.AppendAsync(Keys.VenueEvents, Fills.Of(bench, $"e{other}", 1, symbol: Bench.Eth));
        await bench.AppendAsync(Keys.VenueEvents, fill);
        await Bench.RunAsync(stage);
        await bench.AppendAsync(Keys.VenueEvents, fill);
        await Bench.RunAsync(await Fills.StartAsync(bench));

        Assert.Equal(WireFields.Of(before!), WireFields.Of((await Fills.LedgerAsync(bench))!));
        Assert.Equal(1, bench.Faults.Count("set", Ledger));
    }

    // More fills than a ledger remembers, all delivered again after each loss.
    [Theory]
    [InlineData("set", "quantum:position:ledger:BTCUSDT")]
    [InlineData("acknowledge", "quantum:stream:venue.event")]
    [InlineData("set", "quantum:state:positions:BTCUSDT")]
    public async Task ManyFills_DeliveredAgain_AreBookedOnce(string operation, string name)
    {
        await using var bench = new Bench();
        await Fills.StartAsync(bench);
        const int Count = 300;
        await Fills.HappenAsync(bench, Count, [.. Enumerable.Range(0, Count).Select(i => Fills.Of(bench, $"t{i}", 1))]);
        for (var restart = 0; restart < 4; restart++)
        {
            bench.Faults.After(operation, name);
            var stage = await Fills.StartAsync(bench);
            await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        }

        await Bench.RunAsync(await Fills.StartAsync(bench));

        var ledger = (await Fills.LedgerAsync(bench))!;
        Assert.Equal((Count, LedgerBook.TradesKept, "t299"), (ledger.LastKnownAmount, ledger.RecentTradeIds.Count, ledger.RecentTradeIds[^1]));
        Assert.Empty(await Fills.RepairsAsync(bench));
    }

    [Theory]
    [InlineData("set", "quantum:position:ledger:BTCUSDT", false)]
    [InlineData("set", "quantum:position:ledger:BTCUSDT", true)]
    [InlineData("append", "quantum:stream:position.snapshot", true)]
    [InlineData("acknowledge", "quantum:stream:venue.event", false)]
    [InlineData("acknowledge", "quantum:stream:venue.event", true)]
    public async Task Loss_AtEachWrite_WithAndWithoutARestart_EndsInTheSameLedger(string operation, string name, bool carriedOut)
    {
        var expected = await RunAsync(_ => { }, restart: false);
        foreach (var restart in new[] { false, true })
        {
            var found = await RunAsync(faults => faults.At(operation, name, carriedOut), restart);
            Assert.Equal(expected, found);
        }
    }

    // Written before the events are acknowledged.
    [Fact]
    public async Task Ledger_IsWrittenBeforeTheEventsAreAcknowledged()
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, 2, Fills.Of(bench, "t1", 2));
        await Bench.RunAsync(stage);

        var done = bench.Faults.Done;
        Assert.InRange(done.IndexOf("set " + Ledger), 0, done.IndexOf("acknowledge " + Events));
    }

    [Theory]
    [InlineData("trade_id", "")]
    [InlineData("side", "")]
    [InlineData("qty", "")]
    [InlineData("qty", "0.0")]
    [InlineData("qty", "-1.0")]
    public async Task Fill_ThatCannotBeBooked_GoesToTheDeadLetters(string field, string text)
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        await bench.AppendAsync(new StreamKey<RawFields>(Events), RawFields.Of(Fills.Of(bench, "t1", 2), field, text));
        await Fills.HappenAsync(bench, 1, Fills.Of(bench, "t2", 1));
        await Bench.RunAsync(stage);

        Assert.Equal(["t2"], (await Fills.LedgerAsync(bench))!.RecentTradeIds);
        Assert.Equal(1, await bench.Context.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Events)));
        Assert.All(await bench.GroupsAsync(Events), group => Assert.Equal(0, group.Pending));
    }

    [Fact]
    public void Ledger_ReadsWhatItWrote()
    {
        var full = new LedgerRecord(-1.5m, "o", "p", 0.5m, OrderSide.Sell, 10, ["a", "b"], 20, Domain.Provenance.Paper, 30);
        var bare = new LedgerRecord(0, null, null, null, null, null, [], 20, Domain.Provenance.Exchange);

        foreach (var ledger in new[] { full, bare })
            Assert.Equal(WireFields.Of(ledger), WireFields.Of(WireFields.Of(ledger).Read<LedgerRecord>("k").Value!));
    }

    private static async Task<WireFields> RunAsync(Action<Faults> prepare, bool restart)
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, 2, Fills.Of(bench, "t1", 2));
        await Bench.RunAsync(stage);
        prepare(bench.Faults);
        await Fills.HappenAsync(bench, 0.5m, Fills.Of(bench, "t2", -1, plan: "p1"), Fills.Of(bench, "t3", -0.5m, plan: "p2"));
        try
        {
            await Bench.RunAsync(stage);
        }
        catch (EngineUnavailableException)
        {
            stage = restart ? await Fills.StartAsync(bench) : stage;
            await Bench.RunAsync(stage);
        }

        Assert.Empty(await Fills.RepairsAsync(bench));
        Assert.All(await bench.GroupsAsync(Events), group => Assert.Equal(0, group.Pending));
        return WireFields.Of((await Fills.LedgerAsync(bench))!);
    }
}
