using System.Text.Json;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Tests.Support;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>The verbs that look into a system, on a real Redis and on a data directory.</summary>
public sealed class InspectTests
{
    private const string Refused = "77aa00bb11cc22dd";

    [Fact]
    public async Task Explain_TellsTheChainOfAPlan_ByItsIdOrTheStartOfIt()
    {
        await using var redis = await RedisServer.StartAsync();
        await FillAsync(redis, ChainSystem.PutExecutedAsync);

        var page = (await Quantum.RunAsync("explain", Chain.PlanId, "--redis", redis.Url)).AssertDone();
        Assert.Equal("PARTIAL_75 of BTCUSDT LONG   plan 3f9a0c1b2d4e5f60", page.OutputLines[0]);
        Assert.StartsWith("EXECUTED", page.OutputLines[1], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page.Output);

        var plan = (await Quantum.RunAsync("explain", Chain.PlanId[..6], "--json", "--redis", redis.Url)).AssertDone().Json;
        Assert.Equal(Chain.PlanId, plan.GetProperty("plan_id").GetString());
        Assert.Equal("executed", plan.GetProperty("verdict").GetProperty("status").GetString());
        Assert.Equal(0.6, plan.GetProperty("kill").GetProperty("kill_threshold").GetDouble());
        Assert.Equal(18, plan.GetProperty("fills")[0].GetProperty("realized_pnl").GetDouble());
        Assert.Equal("done", plan.GetProperty("state").GetString());
        Assert.Empty(plan.GetProperty("not_stored").EnumerateArray());
    }

    [Fact]
    public async Task Explain_OfAPlanThatIsNotThere_FailsWithOneLine()
    {
        await using var redis = await RedisServer.StartAsync();
        await FillAsync(redis, async engine =>
        {
            await ChainSystem.PutRefusedAsync(engine, "3f9a0c1b00000000", "no_position");
            await ChainSystem.PutExecutedAsync(engine);
        });

        (await Quantum.RunAsync("explain", "ffffffff", "--redis", redis.Url))
            .AssertRefused(1, "PLAN_ID = 'ffffffff': no such plan is stored; streams keep about the newest 10,000 entries each");
        (await Quantum.RunAsync("explain", "3f9a0c", "--redis", redis.Url))
            .AssertRefused(1, "PLAN_ID = '3f9a0c': 2 plans begin so: 3f9a0c1b00000000, 3f9a0c1b2d4e5f60");
    }

    [Fact]
    public async Task Permits_ShowsTheLiveOnesWithTheirTime_AndWhatWasRefused()
    {
        await using var redis = await RedisServer.StartAsync();
        await FillAsync(redis, async engine =>
        {
            await ChainSystem.PutExecutedAsync(engine); // its permits are consumed
            await ChainSystem.PutRefusedAsync(engine, Refused, "cooldown_in_flight");
        });

        var found = (await Quantum.RunAsync("permits", "--json", "--redis", redis.Url)).AssertDone().Json;
        var live = found.GetProperty("live").EnumerateArray().ToList();
        Assert.Equal(["governor", "p26"], live.Select(permit => permit.GetProperty("gate").GetString()));
        Assert.All(live, permit => Assert.Equal(Refused, permit.GetProperty("plan_id").GetString()));
        Assert.All(live, permit => Assert.InRange(permit.GetProperty("seconds_left").GetInt64(), 0, 60));
        var refused = Assert.Single(found.GetProperty("refused").EnumerateArray());
        Assert.Equal("cooldown_in_flight", refused.GetProperty("reason").GetString());
        Assert.Equal("age_sec=3", refused.GetProperty("permit").GetProperty("context").GetString());

        var page = (await Quantum.RunAsync("permits", "--redis", redis.Url)).AssertDone();
        Assert.Equal("2 live permits", page.OutputLines[0]);
        Assert.Contains("1 refused last", page.OutputLines);
    }

    [Fact]
    public async Task Positions_ShowsEachWithItsR_StopAndLedger()
    {
        await using var redis = await RedisServer.StartAsync();
        await FillAsync(redis, ChainSystem.PutPositionsAsync);

        var found = (await Quantum.RunAsync("positions", "--json", "--redis", redis.Url, "--set", "SYMBOLS=BTCUSDT")).AssertDone().Json;
        Assert.Equal(10_024, found.GetProperty("equity_usd").GetDouble());
        var rows = found.GetProperty("positions").EnumerateArray().ToList();
        Assert.Equal(["BTCUSDT", "ETHUSDT"], rows.Select(row => row.GetProperty("symbol").GetString()));
        Assert.Equal((5.95, 98, true, 115, 3600, 2), (Number(rows[0], "r_net"), Number(rows[0], "stop_price"),
            rows[0].GetProperty("stop_confirmed").GetBoolean(), Number(rows[0], "best_price"), Number(rows[0], "age_sec"), Number(rows[0], "ledger_amt")));
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("r_net").ValueKind);
        Assert.Equal((-0.5, -0.25, 95), (Number(rows[1], "position_amt"), Number(rows[1], "ledger_amt"), Number(rows[1], "best_price")));
        Assert.False(rows[1].GetProperty("stop_confirmed").GetBoolean());

        var page = (await Quantum.RunAsync("positions", "--redis", redis.Url)).AssertDone();
        Assert.Contains(page.OutputLines, line => line.StartsWith("ETHUSDT", StringComparison.Ordinal) && line.Contains("NO STOP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_ShowsWhereTheChainStands_AndWhatNeedsAttention()
    {
        await using var redis = await RedisServer.StartAsync();
        await FillAsync(redis, async engine =>
        {
            await ChainSystem.PutPositionsAsync(engine);
            await ChainSystem.PutExecutedAsync(engine);
            await engine.Bus.CreateGroupAsync(Keys.Plans.Name, "governor", GroupStart.Beginning);
            await engine.Store.SetTextAsync(Keys.KillOf("ETHUSDT"), "1", null);
            await engine.Store.SetTextAsync(Keys.SafeMode, "1", TimeSpan.FromSeconds(300));
            await engine.Store.SetTextAsync(Keys.ReconcileHold("SOLUSDT"), "1", null);
        });

        var status = (await Quantum.RunAsync("status", "--json", "--redis", redis.Url)).AssertDone().Json;
        Assert.Equal(redis.Url + "/0", status.GetProperty("engine").GetString());
        Assert.Equal(2, status.GetProperty("account").GetProperty("positions_count").GetInt32());
        Assert.Equal("WARM", status.GetProperty("heat").GetProperty("heat_bucket").GetString());
        var switches = status.GetProperty("switches");
        Assert.Equal("ETHUSDT", Assert.Single(switches.GetProperty("kill_on_for").EnumerateArray()).GetString());
        Assert.True(switches.GetProperty("safe_mode").GetBoolean());
        Assert.InRange(switches.GetProperty("safe_mode_seconds_left").GetInt64(), 100, 300);
        Assert.False(switches.GetProperty("apply_disarmed").GetBoolean());
        Assert.Equal("SOLUSDT", Assert.Single(switches.GetProperty("reconcile_holds").EnumerateArray()).GetString());
        Assert.Equal("ETHUSDT", Assert.Single(status.GetProperty("unprotected").EnumerateArray()).GetProperty("symbol").GetString());
        var plans = status.GetProperty("streams").EnumerateArray().Single(stream => stream.GetProperty("stream").GetString() == Keys.Plans.Name);
        Assert.Equal((1, 1), (Number(plans, "length"), Number(plans.GetProperty("groups")[0], "lag")));
        Assert.True(Number(plans, "newest_age_sec") >= 0);

        var page = (await Quantum.RunAsync("status", "--redis", redis.Url)).AssertDone();
        Assert.Contains(page.OutputLines, line => line.StartsWith("UNPROTECTED", StringComparison.Ordinal) && line.Contains("ETHUSDT SHORT 0.5", StringComparison.Ordinal));
        Assert.Contains(page.OutputLines, line => line.Contains("apply.plan", StringComparison.Ordinal) && line.Contains("governor lag 1, pending 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EmptySystem_IsShownAsOne()
    {
        await using var redis = await RedisServer.StartAsync();

        Assert.Equal("0 positions, no account is published, unrealised 0.00 USDT", (await Quantum.RunAsync("positions", "--redis", redis.Url)).AssertDone().OutputLines[0]);
        Assert.Equal("0 live permits", (await Quantum.RunAsync("permits", "--redis", redis.Url)).AssertDone().OutputLines[0]);
        Assert.Contains("no account is published", (await Quantum.RunAsync("status", "--redis", redis.Url)).AssertDone().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("positions")]
    [InlineData("permits")]
    [InlineData("explain", Chain.PlanId)]
    public async Task WithoutTheSystem_TheVerbFailsAndSaysWhy(params string[] verb)
    {
        (await Quantum.RunAsync([.. verb])).AssertRefused(2, $"{verb[0]}: --redis URL or --data-dir DIR is needed, to find the system");

        var dead = $"127.0.0.1:{RedisServer.FreePort()}";
        var unreachable = await Quantum.RunAsync([.. verb, "--redis", $"redis://{dead}"]);
        Assert.Equal(1, unreachable.ExitCode);
        Assert.Contains(dead, Assert.Single(unreachable.ErrorLines), StringComparison.Ordinal);

        using var folder = new TempFolder();
        (await Quantum.RunAsync([.. verb, "--data-dir", folder.File("none")]))
            .AssertRefused(1, $"data directory '{folder.File("none")}': there is no such directory");
        Assert.False(Directory.Exists(folder.File("none")));
    }

    [Fact]
    public async Task DataDirectory_IsReadWhenNobodyRunsOnIt_AndSaidToBeHeldElse()
    {
        using var folder = new TempFolder();
        var data = folder.File("data");
        await using (var engine = EmbeddedEngine.Open(new EmbeddedOptions { DataDirectory = data }, TimeProvider.System))
        {
            await ChainSystem.PutExecutedAsync(engine);
            var held = await Quantum.RunAsync("status", "--data-dir", data);
            Assert.Equal(1, held.ExitCode);
            Assert.Contains("a running system keeps its directory to itself", Assert.Single(held.ErrorLines), StringComparison.Ordinal);
        }

        var plan = (await Quantum.RunAsync("explain", Chain.PlanId, "--json", "--data-dir", data)).AssertDone().Json;
        Assert.Equal("executed", plan.GetProperty("verdict").GetProperty("status").GetString());
    }

    private static async Task FillAsync(RedisServer redis, Func<IEngine, Task> fill)
    {
        await using var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = redis.Url }, TimeProvider.System);
        await fill(engine);
    }

    private static double Number(JsonElement json, string name) => json.GetProperty(name).GetDouble();
}
