using System.Globalization;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.IntentRouter;

/// <summary>The safety kernel in the router: rates, trips, safe mode, and a state that cannot be read.</summary>
public sealed class SafetyLimitTests
{
    private const long Bucket = Bench.StartEpoch / 10;

    [Fact]
    public async Task The21stIntentOfAWindow_TripsSafeMode_WithEveryFieldOfTheFault()
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);
        var metrics = stage.Metrics;

        await Routers.RouteAsync(bench, stage, Enumerable.Range(1, 22).Select(n => Routers.Open(bench.Context, $"i{n}", $"S{n % 6}USDT")));

        Assert.Equal(20, (await bench.EntriesAsync(Keys.PaperEntries)).Count);
        Assert.Equal(["GLOBAL_RATE_EXCEEDED", "SAFE_MODE_ENABLED"], await Routers.ReasonsAsync(bench));
        Assert.Equal("1", (await bench.Context.Store.GetTextAsync(Keys.SafeMode)).Value);
        Assert.Equal(TimeSpan.FromSeconds(300), await bench.LifeAsync(Keys.SafeMode));
        Assert.Equal(
            [
                ("timestamp", Text(bench.NowEpoch)), ("reason", "GLOBAL_RATE_EXCEEDED"), ("symbol", "S3USDT"), ("side", "BUY"), ("global_count", "21"),
                ("symbol_count", "4"), ("global_max", "20"), ("symbol_max", "5"), ("window_sec", "10"), ("cooldown_sec", "300"),
                ("router_pid", Text(Environment.ProcessId)), ("correlation_id", "i21"), ("trace_id", "t-i21"),
            ],
            WireFields.Of(Assert.Single(await bench.EntriesAsync(Keys.SafetyFaults))).Select(field => (field.Key, field.Value)));
        Assert.Equal((20L, 1L, 1L), (metrics.Allowed.Value("open"), metrics.Denied.Value("GLOBAL_RATE_EXCEEDED"), metrics.Faults.Value("GLOBAL_RATE_EXCEEDED")));
    }

    [Fact]
    public async Task The6thIntentOfASymbol_TripsSafeModeForAll()
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);

        await Routers.RouteAsync(bench, stage, Enumerable.Range(1, 6).Select(n => Routers.Open(bench.Context, $"i{n}")));
        await Routers.RouteAsync(bench, stage, Routers.Open(bench.Context, "other", Bench.Eth));

        Assert.Equal(["SYMBOL_RATE_EXCEEDED", "SAFE_MODE_ENABLED"], await Routers.ReasonsAsync(bench));
        var fault = Assert.Single(await bench.EntriesAsync(Keys.SafetyFaults));
        Assert.Equal((Bench.Btc, "i6", 6L, 6L), (fault.Symbol, fault.CorrelationId, fault.Counts?.Global, fault.Counts?.Symbol));
        bench.Pass(301);
        await Routers.RouteAsync(bench, stage, Routers.Open(bench.Context, "later"));
        Assert.Equal(6, (await bench.EntriesAsync(Keys.PaperEntries)).Count);
    }

    [Fact]
    public async Task Windows_Tumble_AndTheirCountersOutliveThemByTwoSeconds()
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);
        await Routers.RouteAsync(bench, stage, Enumerable.Range(1, 5).Select(n => Routers.Open(bench.Context, $"a{n}")));
        Assert.Equal(TimeSpan.FromSeconds(12), await bench.LifeAsync(Keys.GlobalRate(Bucket)));
        Assert.Equal(TimeSpan.FromSeconds(12), await bench.LifeAsync($"quantum:safety:rate:symbol:BTCUSDT:{Bucket}"));

        bench.Pass(10);
        await Routers.RouteAsync(bench, stage, Enumerable.Range(1, 5).Select(n => Routers.Open(bench.Context, $"b{n}")));

        Assert.Equal(10, (await bench.EntriesAsync(Keys.PaperEntries)).Count);
        Assert.Empty(await Routers.ReasonsAsync(bench));
    }

    // A falling market asks for many exits at once: they pass, trip nothing, and take nobody's room.
    [Fact]
    public async Task ReduceOnlyIntents_PassInSafeModeAndAboveEveryRate_AndCountAsExempt()
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        var stage = await Routers.StartAsync(bench);
        var metrics = stage.Metrics;

        await Routers.RouteAsync(bench, stage, Enumerable.Range(1, 30).Select(n => Routers.Close(bench.Context, $"c{n}")));
        Assert.Equal(0, metrics.Exempt.Value());
        await Routers.RouteAsync(bench, stage, Enumerable.Range(1, 5).Select(n => Routers.Open(bench.Context, $"i{n}")));
        Assert.Empty(await Routers.ReasonsAsync(bench));
        await Routers.RouteAsync(bench, stage, Routers.Close(bench.Context, "full"));
        Assert.Equal(1, metrics.Exempt.Value());

        await bench.Context.Store.SetTextAsync(Keys.SafeMode, "1", TimeSpan.FromSeconds(300));
        await Routers.RouteAsync(bench, stage, Routers.Close(bench.Context, "safe"), Routers.MoveStop(bench.Context, "stop", 99), Routers.Open(bench.Context, "open"));

        Assert.Equal(33, (await bench.EntriesAsync(Keys.ExecutionOrders)).Count);
        Assert.Equal(["SAFE_MODE_ENABLED"], await Routers.ReasonsAsync(bench));
        Assert.Equal((32L, 1L, 3L), (metrics.Allowed.Value("close"), metrics.Allowed.Value("move_stop"), metrics.Exempt.Value()));
        Assert.Empty(await bench.EntriesAsync(Keys.SafetyFaults));
    }

    public static TheoryData<string> StateKeys =>
        [Keys.SafeMode, Keys.GlobalRate(Bucket), Keys.SymbolRate(Bench.Btc, Bucket), Keys.IntentDedup("i1"), Keys.Kill];

    // A key of another type denies at once what could raise risk, and nothing else.
    [Theory]
    [MemberData(nameof(StateKeys))]
    public async Task State_ThatIsNoState_DeniesWhatCouldRaiseRisk(string key)
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        await bench.SetFieldsAsync(key, ("not", "text"));
        var stage = await Routers.StartAsync(bench);
        var metrics = stage.Metrics;

        await Routers.RouteAsync(bench, stage, Routers.Open(bench.Context, "i1"));
        await Routers.RouteAsync(bench, stage, Routers.Close(bench.Context, key.EndsWith("i1", StringComparison.Ordinal) ? "i1" : "c1"));

        Assert.Equal([key == Keys.Kill ? "kill_switch_active" : "SAFETY_STATE_UNAVAILABLE"], await Routers.ReasonsAsync(bench));
        Assert.Single(await bench.EntriesAsync(Keys.ExecutionOrders));
        Assert.Empty(await bench.EntriesAsync(Keys.PaperEntries));
        Assert.Empty(await bench.EntriesAsync(Keys.SafetyFaults));
        Assert.Equal(key.Contains("safety", StringComparison.Ordinal) ? 1 : 0, metrics.Exempt.Value());
    }

    public static TheoryData<string, string, bool> Losses()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var (operation, key) in new[]
        {
            ("get", Keys.IntentDedup("i1")), ("get", Keys.Kill), ("get", Keys.KillReleased), ("get", Keys.SafeMode),
            ("increment", Keys.GlobalRate(Bucket)), ("increment", Keys.SymbolRate(Bench.Btc, Bucket)),
        })
        {
            data.Add(operation, key, true);
            data.Add(operation, key, false);
        }

        return data;
    }

    // The engine goes away while the state is read, and stays away for the refusal too: what was in hand stays denied when all is back.
    [Theory]
    [MemberData(nameof(Losses))]
    public async Task State_ThatIsLost_DeniesWhatWasInHand_AlsoWhenItIsBack(string operation, string key, bool awayForTheRefusal)
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);
        await bench.AppendAsync(Keys.TradeIntents, Routers.Open(bench.Context, "i1"));
        bench.Faults.Before(operation, key);
        if (awayForTheRefusal)
            bench.Faults.Before("append", Keys.RejectedIntents.Name);

        Assert.Equal(awayForTheRefusal ? 1 : 0, await Routers.RunThroughLossesAsync(stage));
        await Routers.RouteAsync(bench, stage, Routers.Open(bench.Context, "i2"));

        Assert.Equal(["SAFETY_STATE_UNAVAILABLE"], await Routers.ReasonsAsync(bench));
        Assert.Single(await bench.EntriesAsync(Keys.PaperEntries));
        await Routers.AssertAllSettledAsync(bench);
    }

    // One that only reduces waits for the engine: whether the kill switch is on must be known.
    [Fact]
    public async Task State_ThatIsLost_DelaysWhatOnlyReduces()
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        var stage = await Routers.StartAsync(bench);
        await bench.AppendAsync(Keys.TradeIntents, Routers.Close(bench.Context, "c1"));
        bench.Faults.Before("get", Keys.Kill);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));

        await Bench.RunAsync(stage);

        Assert.Single(await bench.EntriesAsync(Keys.ExecutionOrders));
        Assert.Empty(await Routers.ReasonsAsync(bench));
    }

    // Losses within a trip: safe mode is on, the fault is told, and the reason is the trip's, not the safe mode that it set.
    [Theory]
    [InlineData("set", Keys.SafeMode, false)]
    [InlineData("set", Keys.SafeMode, true)]
    [InlineData("append", "quantum:stream:safety.fault", false)]
    [InlineData("append", "quantum:stream:trade.intent.rejected", false)]
    [InlineData("acknowledge", "quantum:stream:trade.intent", false)]
    [InlineData("acknowledge", "quantum:stream:trade.intent", true)]
    public async Task Trip_ThatIsInterrupted_IsFinished(string operation, string name, bool carriedOut)
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);
        await Routers.RouteAsync(bench, stage, Enumerable.Range(1, 5).Select(n => Routers.Open(bench.Context, $"i{n}")));
        await bench.AppendAsync(Keys.TradeIntents, Routers.Open(bench.Context, "i6"));
        bench.Faults.At(operation, name, carriedOut);

        Assert.Equal(1, await Routers.RunThroughLossesAsync(stage));

        Assert.Equal(["SYMBOL_RATE_EXCEEDED"], await Routers.ReasonsAsync(bench));
        Assert.Equal(TimeSpan.FromSeconds(300), await bench.LifeAsync(Keys.SafeMode));
        Assert.All(await bench.EntriesAsync(Keys.SafetyFaults), fault => Assert.Equal(("i6", 6L), (fault.CorrelationId, fault.Counts?.Symbol)));
        Assert.NotEmpty(await bench.EntriesAsync(Keys.SafetyFaults));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
