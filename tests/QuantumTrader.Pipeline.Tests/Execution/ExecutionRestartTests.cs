using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Tests.Feed;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>Restarts and losses of the engine change nothing of what is decided, and lose nothing of what is told.</summary>
public sealed class ExecutionRestartTests
{
    private static readonly ExecutionOptions Options = new() { EntryNotionalUsd = 1000, EntryStopPct = 0.002m };
    private static readonly IReadOnlyList<Bar> Market = Bars.Simulated(400, null, Bench.Btc, Bench.Eth);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(390)]
    public async Task RestartAfterEverySoManyBars_DecidesAsIfNeverStopped(int every)
    {
        var expected = await RunAsync((_, index) => index < 0);
        var found = await RunAsync((_, index) => index % every == 0);

        Assert.NotEmpty(expected.Events);
        Assert.Equal(expected.Events, found.Events);
        Assert.Equal(expected.Account, found.Account);
    }

    // The losses hit different writes of the step, before and after they are carried out.
    [Theory]
    [InlineData("acknowledge", "quantum:stream:market.klines")]
    [InlineData("append", "quantum:stream:venue.event")]
    [InlineData("set", Keys.VenueAccount)]
    [InlineData("append", "quantum:stream:execution.result")]
    [InlineData("set", Keys.PaperState)]
    [InlineData("set", "quantum:paper:state:BTCUSDT")]
    [InlineData("set", "quantum:paper:state:ETHUSDT")]
    [InlineData("set", Keys.PaperSeenBars)]
    public async Task EngineLost_NowAndThen_DecidesTheSame_AndTellsEverything(string operation, string name)
    {
        var expected = await RunAsync((_, index) => index < 0);
        foreach (var restarts in new[] { false, true })
        {
            var found = await RunAsync((faults, index) =>
            {
                if (index % 5 == 0)
                    faults.Before(operation, name);
                else if (index % 5 == 2)
                    faults.After(operation, name);
                return restarts && index % 3 == 0;
            });

            // Delivered at least once: told twice is allowed, in order.
            Assert.Equal(expected.Events, found.Events.Distinct());
            Assert.Equal(expected.Account, found.Account);
        }
    }

    // A bar that was in the history when the process came back, and not yet played, is played when it is delivered.
    [Fact]
    public async Task Restart_ShowsTheRuleEveryBarOnce_InOrder()
    {
        await using var bench = new Bench();
        var first = new ScriptedRule((99, new EntrySignal(PositionSide.Long)));
        var stage = await StartAsync(bench, first);
        for (var index = 0; index < 20; index++)
            await PlayAsync(bench, stage, Bars.Flat(index, 60_000));

        for (var index = 20; index < 25; index++)
            await Bars.FeedAsync(bench, Bars.Flat(index, 60_000));
        var second = new ScriptedRule((22, new EntrySignal(PositionSide.Long)));
        var restarted = await StartAsync(bench, second);
        Assert.Equal(20, second.Seen.Count);
        await Bench.RunAsync(restarted);

        Assert.Equal(Enumerable.Range(0, 25).Select(index => Bars.Flat(index, 60_000)), second.Seen);
        Assert.Single((await bench.Context.Store.GetAsync(VenueDocuments.Account)).Value!.Account.Positions);
    }

    [Fact]
    public async Task Start_ThatFailsHalfWay_ShowsTheRuleNothingTwice()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, rule: null);
        for (var index = 0; index < 5; index++)
            await PlayAsync(bench, stage, Bars.Flat(index, 60_000));
        var rule = new ScriptedRule();
        var restarted = new ExecutionStage(bench.Context, Options, rule);
        bench.Faults.Before("series", Keys.History(Bench.Btc, BarInterval.OneHour).Name);

        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await restarted.StartAsync(default));
        await restarted.StartAsync(default);

        Assert.Equal(5, rule.Seen.Count);
    }

    [Theory]
    [InlineData(Keys.PaperState)]
    [InlineData(Keys.PaperSeenBars)]
    public async Task State_ThatCannotBeRead_IsAnErrorAndNoNewAccount(string key)
    {
        await using var bench = new Bench();
        await bench.Context.Store.SetTextAsync(key, "{\"version\": 1}", timeToLive: null);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(bench, rule: null));

        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
    }

    /// <param name="disturb">May ask for a loss before the bar with that number; true: the process is killed and started again.</param>
    private static async Task<(IReadOnlyList<VenueEventRecord> Events, string Account)> RunAsync(Func<Faults, int, bool> disturb)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new DonchianRule(20));
        foreach (var (index, instant) in Market.Chunk(2).Index())
        {
            if (disturb(bench.Faults, index))
                stage = await StartAsync(bench, new DonchianRule(20));
            foreach (var bar in instant)
                await Bars.FeedAsync(bench, bar);
            await UntilQuietAsync(stage);
        }

        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Keys.Klines.Name)).Pending);
        var account = (await bench.Context.Store.GetAsync(VenueDocuments.Account)).Value!.Account;
        var told = (await bench.EntriesAsync(Keys.VenueEvents)).Where(happened => happened.Kind != VenueEventKind.Account);
        return ([.. told], $"{account.WalletBalance} {account.UnrealizedPnl} {account.FeesPaid} {string.Join(';', account.Positions)}");
    }

    private static async Task UntilQuietAsync(IStage stage)
    {
        const int mostLosses = 1000;
        for (var tries = 0; tries < mostLosses; tries++)
        {
            try
            {
                await Bench.RunAsync(stage);
                return;
            }
            catch (EngineUnavailableException)
            {
                // As the host does: try again.
            }
        }

        throw new InvalidOperationException("the engine never came back");
    }

    private static Task<ExecutionStage> StartAsync(Bench bench, IEntryRule? rule) =>
        Bench.StartAsync(new ExecutionStage(bench.Context, Options, rule));

    private static async Task PlayAsync(Bench bench, ExecutionStage stage, Bar bar)
    {
        await Bars.FeedAsync(bench, bar);
        await Bench.RunAsync(stage);
    }
}
