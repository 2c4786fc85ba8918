using QuantumTrader.Domain;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Tests.Feed;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Tests.Execution;

public sealed class ExecutionStageTests
{
    private static readonly ExecutionOptions Options = new() { EntryNotionalUsd = 1000, EntryStopPct = 0.01m, FallbackStopPct = 0.02m, PaperSlippageBps = 0 };
    private static readonly EntrySignal Long = new(PositionSide.Long);

    // Without slippage the entry is the close; the quantity is a multiple of 0.001, the stop of 0.1.
    [Theory]
    [InlineData(PositionSide.Long, 60_000.05, 60_000.1, 0.016, 59_400.1)]
    [InlineData(PositionSide.Short, 60_000.05, 60_000, 0.016, 60_600)]
    public async Task Entry_IsOpened_WithItsStopAtOnce(PositionSide side, double close, double entry, double quantity, double stop)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new ScriptedRule((0, new EntrySignal(side))));

        await PlayAsync(bench, stage, 0, (decimal)close);

        var account = await AccountAsync(bench);
        var position = Assert.Single(account.Account.Positions);
        Assert.Equal((side, (decimal)quantity, (decimal)entry), (position.Side, position.Quantity, position.EntryPrice));
        var order = Assert.Single(account.Account.OpenOrders).Request;
        Assert.Equal((OrderType.StopMarket, true, (decimal?)stop), (order.Type, order.ClosePosition, order.StopPrice));
        Assert.Equal(OrderSides.ToClose(side), order.Side);
        Assert.Equal((bench.NowEpoch, Provenance.Paper), (account.TsEpoch, account.Source));
        Assert.Equal(TimeSpan.FromSeconds(120), await bench.LifeAsync(Keys.VenueAccount));
    }

    [Fact]
    public async Task Events_TellWhatHappened_InOrder_AfterTheAccountThatKnowsOfIt()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new ScriptedRule((0, Long)));

        await PlayAsync(bench, stage, 0, 60_000);

        Assert.Equal(
            [
                (VenueEventKind.Order, OrderStatus.New), (VenueEventKind.Fill, OrderStatus.Filled), (VenueEventKind.Order, OrderStatus.Filled),
                (VenueEventKind.Order, OrderStatus.New), (VenueEventKind.Account, null),
            ],
            (await EventsAsync(bench)).Select(happened => (happened.Kind, happened.Status)));
        var done = bench.Faults.Done;
        Assert.InRange(done.IndexOf($"set {Keys.VenueAccount}"), 0, done.IndexOf($"append {Keys.VenueEvents.Name}"));
    }

    [Fact]
    public async Task OneStop_IsHitByTheNextBar_AndThePositionIsGone()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new ScriptedRule((0, Long)));
        await PlayAsync(bench, stage, 0, 60_000);

        await Bars.FeedAsync(bench, Bars.At(1, 60_000, 60_000, 59_000, 59_500));
        await Bench.RunAsync(stage);

        var account = (await AccountAsync(bench)).Account;
        Assert.Empty(account.Positions);
        Assert.Empty(account.OpenOrders);
        Assert.Equal(-9.6m, account.RealizedPnl);
    }

    // A stop above the price of a long would trigger at once: the venue refuses it.
    [Fact]
    public async Task Stop_ThatIsRefused_ClosesThePositionAtOnce()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new ScriptedRule((0, Long with { StopPrice = 61_000 })));

        await PlayAsync(bench, stage, 0, 60_000);

        Assert.Empty((await AccountAsync(bench)).Account.Positions);
        Assert.Equal(1, bench.Log.Count("Error: BTCUSDT: the stop was refused (StopWouldTriggerAtOnce)"));
        Assert.Equal(2, (await EventsAsync(bench)).Count(happened => happened.Kind == VenueEventKind.Fill));
    }

    [Fact]
    public async Task Symbol_HasOnePositionAtATime()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new ScriptedRule((0, Long), (1, Long), (2, new EntrySignal(PositionSide.Short))));
        for (var index = 0; index < 3; index++)
            await PlayAsync(bench, stage, index, 60_000);

        Assert.Single((await AccountAsync(bench)).Account.Positions);
        Assert.Single(await EventsAsync(bench), happened => happened.Kind == VenueEventKind.Fill);
    }

    [Fact]
    public async Task Entry_TheVenueRefuses_OpensNothing_AndSaysWhy()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new ScriptedRule((0, Long with { Quantity = 0.0001m })));

        await PlayAsync(bench, stage, 0, 60_000);

        Assert.Empty((await AccountAsync(bench)).Account.Positions);
        Assert.Equal("quantity_below_minimum", Assert.Single(await EventsAsync(bench)).Reason);
    }

    // Seconds since it was asked for; whether a bar has shown a price; whether a position is open -> the reason, or none.
    [Theory]
    [InlineData(0, true, false, null)]
    [InlineData(300, true, false, null)]
    [InlineData(301, true, false, "stale_request")]
    [InlineData(0, false, false, "no_market_price")]
    [InlineData(0, true, true, "position_open")]
    public async Task OperatorRequest_IsCarriedOutOrRefusedWithAReason(int age, bool hasPrice, bool isOpen, string? reason)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new ScriptedRule(isOpen ? (0, Long) : (99, Long)));
        await Bars.FeedAsync(bench, hasPrice ? Bars.Flat(0, 60_000) : Bars.Flat(0, 3_000, Bench.Eth));
        await Bench.RunAsync(stage);
        await bench.AppendAsync(Keys.PaperEntries, Request(bench) with { RequestedMs = (bench.NowEpoch - age) * 1000 });

        await Bench.RunAsync(stage);

        var refusal = (await EventsAsync(bench)).SingleOrDefault(happened => happened.Status == OrderStatus.Rejected);
        Assert.Equal((reason, reason is null ? null : "qe-r1"), (refusal?.Reason, refusal?.ClientOrderId));
        Assert.Equal(reason is null || isOpen, (await AccountAsync(bench)).Account.Positions.Count == 1);
        if (reason is null)
            Assert.Equal(58_800m, Assert.Single((await AccountAsync(bench)).Account.OpenOrders).Request.StopPrice);
    }

    [Fact]
    public async Task OperatorRequest_FromBeforeTheFirstBar_WaitsForIt()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, rule: null);
        await bench.AppendAsync(Keys.PaperEntries, Request(bench));
        Assert.Equal(0, await Bench.RunAsync(stage));

        await PlayAsync(bench, stage, 0, 60_000);

        Assert.Single((await AccountAsync(bench)).Account.Positions);
    }

    // The host may let the stage work between any two bars of the past.
    [Theory]
    [InlineData(Provenance.Synthetic, 60_200)]
    [InlineData(Provenance.Exchange, 60_200)]
    [InlineData(Provenance.Replay, 60_000)]
    public async Task OperatorRequest_IsNotFilledAmongBarsOfThePast_UnlessAllIsOfThePast(Provenance source, decimal filledAt)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, rule: null);
        bench.Pass(240);
        await bench.AppendAsync(Keys.PaperEntries, Request(bench));
        for (var i = 0; i < 4; i++)
        {
            await Bars.FeedAsync(bench, Bars.Flat(i, 60_000 + (100 * i)), source);
            await Bench.RunAsync(stage);
        }

        Assert.Equal(filledAt, Assert.Single((await AccountAsync(bench)).Account.Positions).EntryPrice);
    }

    [Fact]
    public async Task OperatorRequest_ThatComesAgain_IsNotRefusedForItsOwnPosition()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, rule: null);
        await PlayAsync(bench, stage, 0, 60_000);
        await bench.AppendAsync(Keys.PaperEntries, Request(bench));
        bench.Faults.Before("acknowledge", Keys.PaperEntries.Name);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        await Bench.RunAsync(stage);

        Assert.Single((await AccountAsync(bench)).Account.Positions);
        Assert.DoesNotContain(await EventsAsync(bench), happened => happened.Status == OrderStatus.Rejected);
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Keys.PaperEntries.Name)).Pending);
    }

    [Theory]
    [InlineData(Provenance.Replay, Provenance.Replay)]
    [InlineData(Provenance.Synthetic, Provenance.Synthetic)]
    [InlineData(Provenance.Exchange, Provenance.Paper)]
    public async Task Source_IsThatOfTheBars_ButNeverBetterThanPaper(Provenance bars, Provenance expected)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new ScriptedRule((0, Long)));

        await Bars.FeedAsync(bench, Bars.Flat(0, 60_000), bars);
        await Bench.RunAsync(stage);

        Assert.Equal(expected, (await AccountAsync(bench)).Source);
        Assert.All(await EventsAsync(bench), happened => Assert.Equal(expected, happened.Source));
    }

    private static EntryRequestRecord Request(Bench bench) => new("r1", Bench.Btc, PositionSide.Long, 0.01m, null, bench.NowEpoch * 1000);

    private static Task<ExecutionStage> StartAsync(Bench bench, IEntryRule? rule) =>
        Bench.StartAsync(new ExecutionStage(bench.Context, Options, rule));

    private static async Task PlayAsync(Bench bench, ExecutionStage stage, int index, decimal price)
    {
        await Bars.FeedAsync(bench, Bars.Flat(index, price));
        await Bench.RunAsync(stage);
    }

    private static async Task<PublishedAccount> AccountAsync(Bench bench) => (await bench.Context.Store.GetAsync(VenueDocuments.Account)).Value!;

    private static Task<IReadOnlyList<VenueEventRecord>> EventsAsync(Bench bench) => bench.EntriesAsync(Keys.VenueEvents);
}
