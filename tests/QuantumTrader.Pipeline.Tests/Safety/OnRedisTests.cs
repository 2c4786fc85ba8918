using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.IntentRouter;
using QuantumTrader.Pipeline.Safety;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.IntentRouter;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Pipeline.Tests.Safety;

/// <summary>The switches and the router on a real Redis, where keys are bytes and the server can hang.</summary>
public sealed class OnRedisTests
{
    // KS-1, AL-3, A-72: a switch that is on is on for a client of any kind.
    [Fact]
    public async Task Switches_SayTheSameAsOnTheEmbeddedEngine()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectAsync(server);
        foreach (var (text, on) in KillSwitchTests.Texts.Select(row => row.Data))
        {
            foreach (var key in (string[])[Keys.Kill, Keys.SafeMode])
            {
                await redis.Store.DeleteAsync(key);
                if (text is not null)
                    await redis.Store.SetTextAsync(key, text, null);
            }

            var state = await new KillSwitch(redis.Store).ReadAsync(Bench.Btc, default);
            Assert.Equal((on, true), (state.IsOn, state.IsReadable));
            Assert.Equal(text is null or "" or "0" ? SafeMode.Off : SafeMode.On, await new SafeModeState(redis.Store).ReadAsync(default));
        }
    }

    [Fact]
    public async Task KeysOfAnotherType_AreNeitherOnNorOff()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectAsync(server);
        foreach (var key in (string[])[Keys.Kill, Keys.SafeMode])
            await redis.Store.SetAsync(new HashKey<RawFields>(key), RawFields.Of(("on", "0")), null);

        var state = await new KillSwitch(redis.Store).ReadAsync(Bench.Btc, default);

        Assert.Equal((true, false), (state.Blocks(reducesRisk: false), state.Blocks(reducesRisk: true)));
        Assert.Equal(SafeMode.Unreadable, await new SafeModeState(redis.Store).ReadAsync(default));
    }

    // The server hangs between the intent and the state that would allow it: denied, also when the server goes on.
    [Fact]
    public async Task Redis_ThatHangsWhileAnIntentIsInHand_DeniesIt()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectAsync(server, timeoutMs: 200);
        var faults = new Faults
        {
            Failure = call =>
            {
                server.Freeze();
                return new EngineUnavailableException(call);
            },
        };
        var context = new StageContext(new FaultyStore(redis.Store, faults), redis.Bus, TimeProvider.System, new ListLog());
        var stage = await Bench.StartAsync(new IntentRouterStage(context, new IntentRouterOptions()));
        await redis.Bus.AppendAsync(Keys.TradeIntents, Routers.Open(context, "in hand"));
        faults.Before("get", Keys.SafeMode);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        server.Thaw();
        await Routers.RunThroughLossesAsync(stage);
        await redis.Bus.AppendAsync(Keys.TradeIntents, Routers.Open(context, "later"));
        await Routers.RunThroughLossesAsync(stage);

        // The hung server may have carried out the refusal whose answer never came: then it stands there twice.
        var rejected = (await redis.Bus.ReadNewestAsync(Keys.RejectedIntents, 10)).Select(entry => entry.Record.Value!).ToList();
        Assert.All(rejected, one => Assert.Equal(("SAFETY_STATE_UNAVAILABLE", "in hand"), (one.Reason, one.CorrelationId)));
        Assert.Single(rejected.Select(one => one.EntryId).Distinct());
        Assert.Single(await redis.Bus.ReadNewestAsync(Keys.PaperEntries, 10));
    }

    // All records of the router, through the bytes of Redis and back.
    [Fact]
    public async Task Records_ComeBackAsTheyWere()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectAsync(server);
        var context = new StageContext(redis.Store, redis.Bus, TimeProvider.System, new ListLog());
        var intent = Routers.Open(context, "r1") with { Reason = "a \"wish\" — née", Quantity = 0.00000001m, DryRun = true };
        var exact = intent with { StopPrice = 90m };
        await AssertBackAsync(redis, Keys.TradeIntents, exact);
        await AssertBackAsync(redis, Keys.TradeIntents, Routers.MoveStop(context, "r2", 0.5m) with { Sender = null, TraceId = null });
        await AssertBackAsync(redis, Keys.RejectedIntents, new RejectedIntentRecord("dry_run", "why", Bench.Btc, "r1", "t-r1", exact, new StreamId(5, 7), 1_748_736_000_123));
        await AssertBackAsync(redis, Keys.RejectedIntents, new RejectedIntentRecord("invalid_intent", null, null, null, null, null, new StreamId(5, 8), 1));
        await AssertBackAsync(redis, Keys.SafetyFaults, new SafetyFaultRecord(
            1, SafetyReason.SymbolRateExceeded, Bench.Btc, "BUY", new SafetyCounts(7, 6), new SafetyLimits(20, 5, 10, 300), 300, 42, "r1", null));
        await AssertBackAsync(redis, Keys.SafetyFaults, new SafetyFaultRecord(1, SafetyReason.MarginRejections, Bench.Btc, "SELL", null, null, 900, 42, null, null));
        await AssertBackAsync(redis, Keys.OperatorJournal, new OperatorEntryRecord(1, "kill", "all", "on", "trouble"));
    }

    private static async Task AssertBackAsync<T>(RedisEngine redis, StreamKey<T> stream, T record)
        where T : class, IWireRecord<T>
    {
        await redis.Bus.AppendAsync(stream, record);
        var found = Assert.Single(await redis.Bus.ReadNewestAsync(stream, 1)).Record;
        Assert.Null(found.Error);
        Assert.Equal(record, found.Value);
    }

    private static Task<RedisEngine> ConnectAsync(RedisServer server, int timeoutMs = 10_000) =>
        RedisEngine.ConnectAsync(new RedisOptions { Url = server.Url, OperationTimeoutMs = timeoutMs }, TimeProvider.System);
}
