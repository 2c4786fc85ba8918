using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum run harvest-brain</c> on a real Redis: the test of the requirement itself, with <c>redis-cli</c> as it is written there, and the ladder at work on the paper venue.</summary>
public sealed class HarvestBrainTests
{
    private const string Executions = "quantum:stream:execution.result";
    private const string Suggestions = "quantum:stream:harvest.suggestions";
    private const string Intents = "quantum:stream:trade.intent";
    private const string Group = "harvest_brain:execution";

    [Fact]
    public async Task TheRequirementsOwnTest_WithRedisCli()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await using var brain = Quantum.Start(["run", "harvest-brain", "--redis", redis.Url]);
        await Eventually.TrueAsync(async () => (await view.GroupsAsync(Executions)).Contains(Group), brain, "the consumer group");

        await AddAsync(redis, "symbol", "ETHUSDT", "side", "BUY", "qty", "1.0", "price", "3300.0", "stop_loss", "3200", "status", "FILLED", "timestamp", Now());
        await PriceAsync(redis, view, brain, "3350");
        await PriceAsync(redis, view, brain, "3400");
        Assert.Equal(["HARVEST_PARTIAL 0.25 at 0.5", "MOVE_SL_BREAKEVEN 3300 at 0.5", "HARVEST_PARTIAL 0.25 at 1.0"], await ActsAsync(view, Suggestions));

        // Nothing while the switch is on, and nothing of it when it is off again.
        await CliAsync(redis, "SET", "quantum:kill", "1");
        await PriceAsync(redis, view, brain, "3450");
        await CliAsync(redis, "SET", "quantum:kill", "0");
        await PriceAsync(redis, view, brain, "3350");
        await PriceAsync(redis, view, brain, "3400");
        Assert.Equal(3, (await ActsAsync(view, Suggestions)).Length);

        await PriceAsync(redis, view, brain, "3450");
        await PriceAsync(redis, view, brain, "3450");
        Assert.Equal("HARVEST_PARTIAL 0.25 at 1.5", (await ActsAsync(view, Suggestions))[^1]);
        Assert.Equal(4, (await ActsAsync(view, Suggestions)).Length);
        Assert.Empty(await view.StreamAsync(Intents));
        Assert.Equal((8, 0), await view.GroupAsync(Executions, Group));
        Assert.Equal("4", await CliAsync(redis, "ZCARD", "quantum:harvest:history:ETHUSDT"));
        Assert.Equal(4, (await CliAsync(redis, "KEYS", "quantum:dedup:harvest:*")).Split('\n').Length);
        (await brain.StopAsync()).AssertDone();
    }

    // The same prices as bars, and a position that the paper venue really has.
    [Fact]
    public async Task Live_ThePaperVenueClosesTheRungs_AndTheStopIsAtTheEntryOrAbove()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        using var folder = new TempFolder();
        var market = new CraftedMarket(folder, ("ETHUSDT", 3300));
        string[] settings = ["HARVEST_ENGINE=brain", "HARVEST_MODE=live", "PAPER_SLIPPAGE_BPS=0", "ENTRY_RULE=none", "SYMBOLS=ETHUSDT"];
        await using var system = Quantum.Start(
            ["run", "execution,position-state,harvest-brain,intent-router", "--redis", redis.Url, .. settings.SelectMany(setting => new[] { "--set", setting })]);
        await Eventually.TrueAsync(async () => (await view.GroupsAsync("quantum:stream:trade.intent")).Contains("intent_router"), system, "the stages");
        for (var bar = 0; bar < 20; bar++)
            market.Bar(("ETHUSDT", 1));
        await PlayAsync(redis, market);
        (await Quantum.RunAsync("open", "ETHUSDT", "long", "1.0", "--stop", "3200", "--redis", redis.Url)).AssertDone();
        await AmountAsync(view, system, 1.0m);

        foreach (var (from, to, left) in ((decimal, decimal, decimal)[])[(3300, 3350, 0.75m), (3350, 3400, 0.5m), (3400, 3450, 0.25m)])
        {
            await PlayAsync(redis, market.Bar(("ETHUSDT", to / from)));
            await AmountAsync(view, system, left);
        }

        var closes = (await view.StreamAsync("quantum:stream:execution.order")).FindAll(order => order["step"] == "CLOSE_QUANTITY");
        Assert.All(closes, order => Assert.Equal(("intent", "true", "0.25", "LONG"), (order["origin"], order["reduce_only"], order["qty"], order["position_side"])));
        Assert.Equal(["0.5", "1.0", "1.5"], closes.Select(order => order["plan_id"].Split(':')[5]));
        Assert.Equal(3, (await view.StreamAsync(Executions)).Count(fill => fill["status"] == "FILLED" && fill["side"] == "SELL" && fill["qty"] == "0.25"));
        Assert.Empty(await view.StreamAsync(Suggestions));
        Assert.Empty(await view.StreamAsync("quantum:stream:trade.intent.rejected"));

        // One stop, and it ends the position as it is: it is never larger.
        await Eventually.TrueAsync(async () => decimal.Parse((await view.HashAsync("quantum:state:positions:ETHUSDT"))!["current_sl"], CultureInfo.InvariantCulture) >= 3300, system, "the stop at the entry");
        var account = JsonDocument.Parse((await view.TextAsync("quantum:venue:account"))!).RootElement.GetProperty("account");
        var stop = Assert.Single(account.GetProperty("open_orders").EnumerateArray()).GetProperty("request");
        Assert.True(stop.GetProperty("close_position").GetBoolean());
        Assert.Equal(0.25m, Assert.Single(account.GetProperty("positions").EnumerateArray()).GetProperty("quantity").GetDecimal());
        (await system.StopAsync()).AssertDone();
    }

    [Theory]
    [InlineData("HARVEST_MODE=production", "HARVEST_MODE = 'production': must be one of shadow, live, or empty")]
    [InlineData("HARVEST_MODE=live", "HARVEST_MODE = 'live': needs HARVEST_ENGINE brain: two engines never harvest the same position")]
    [InlineData("HARVEST_ENGINE=both", "HARVEST_ENGINE = 'both': must be one of pipeline, brain")]
    [InlineData("HARVEST_MIN_R=-1", "HARVEST_MIN_R = '-1': must be a number from 0 to 1000 (R)")]
    public async Task WrongSetting_IsRefusedAtTheStart(string setting, string fault)
    {
        var run = await Quantum.RunAsync("run", "harvest-brain", "--set", setting);

        run.AssertRefused(2, "--set: " + fault);
    }

    private static string Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static Task<string> AddAsync(RedisServer redis, params string[] fields) => CliAsync(redis, ["XADD", Executions, "*", .. fields]);

    // Tells the price and waits until it has been dealt with.
    private static async Task PriceAsync(RedisServer redis, RedisView view, RunningProgram brain, string price)
    {
        await AddAsync(redis, "symbol", "ETHUSDT", "status", "PRICE_UPDATE", "price", price, "timestamp", Now());
        var entries = (await view.StreamAsync(Executions)).Count;
        await Eventually.TrueAsync(async () => await view.GroupAsync(Executions, Group) == (entries, 0), brain, $"the price {price} to be dealt with");
    }

    private static async Task<string[]> ActsAsync(RedisView view, string stream) =>
    [
        .. (await view.StreamAsync(stream)).Select(entry => JsonDocument.Parse(entry["payload"]).RootElement).Select(act =>
            string.Create(CultureInfo.InvariantCulture,
                $"{act.GetProperty("intent_type")} {(act.GetProperty("new_sl").ValueKind == JsonValueKind.Null ? act.GetProperty("qty").GetDecimal() : act.GetProperty("new_sl").GetDecimal()):0.####} at {act.GetProperty("r_level")}")),
    ];

    private static async Task<string> CliAsync(RedisServer redis, params string[] arguments)
    {
        using var cli = Process.Start(new ProcessStartInfo("redis-cli", ["-p", $"{redis.Port}", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var answer = await cli.StandardOutput.ReadToEndAsync();
        await cli.WaitForExitAsync();
        Assert.Equal(0, cli.ExitCode);
        return answer.Trim();
    }

    private static async Task PlayAsync(RedisServer redis, CraftedMarket market) =>
        (await Quantum.RunAsync(["run", "feed", "--redis", redis.Url, "--feed", "klines", .. market.Record()])).AssertDone();

    private static Task AmountAsync(RedisView view, RunningProgram system, decimal amount) => Eventually.TrueAsync(
        async () => await view.HashAsync("quantum:state:positions:ETHUSDT") is { } position && decimal.Parse(position["position_amt"], CultureInfo.InvariantCulture) == amount, system,
        $"a position of {amount}");
}
