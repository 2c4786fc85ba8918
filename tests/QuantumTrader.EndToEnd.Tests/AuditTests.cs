using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>
/// The audit of the harvest system: from the bar that makes an act due to its fill, on a real Redis with each stage in a process of its own, and every decision on the way explained.
/// </summary>
public sealed class AuditTests
{
    private const string Btc = "BTCUSDT";
    private const string Eth = "ETHUSDT";
    private const string Sol = "SOLUSDT";
    private const string FullClose = "FULL_CLOSE_PROPOSED";
    private const decimal Jump = 1.05m;

    // A recording is played in moments, so nothing may wait for minutes of the clock; and a test that stops a stage for a while is no reason to give a plan up.
    private static readonly string[] Settings =
        ["APPLY_MODE=paper", "ENTRY_RULE=none", "P33_COOLDOWN_SEC=0", "GOV_SYMBOL_COOLDOWN_SECONDS=0", "APPLY_PERMIT_WAIT_MS=30000"];

    [Fact]
    public async Task ProposalsBecomeFills_ThroughEveryGate_ExactlyOnce_AndExplained()
    {
        using var folder = new TempFolder();
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await using var fleet = await StageFleet.StartAsync(redis.Url, view, Settings);
        var scene = new Scene(redis, view, fleet, new LoopView(view, fleet), new CraftedMarket(folder, (Btc, 60_000), (Eth, 2_500), (Sol, 150)));

        await fleet.PlayAsync(scene.Market.Quiet(320).Record());
        await Task.WhenAll(scene.OpenAsync(Sol, "4.56"), scene.OpenAsync(Btc, "0.777"));
        await RefusedByAHoldAsync(scene);
        var partial = await DeepInProfitAsync(scene);
        var cold = await RegimeFlipInColdAsync(scene);
        await RepublishedAsync(scene, partial, cold);
        await AskedForAgainInHotAsync(scene, cold);
        await HeldInHotAsync(scene);
        await fleet.StopAsync();
    }

    // Also the first way through every process: what is compiled on it does not make the later proposals older.
    private static async Task RefusedByAHoldAsync(Scene scene)
    {
        await scene.View.SetTextAsync("quantum:reconcile:hold:" + Sol, "1");
        await scene.Fleet.PlayAsync(scene.Market.Bar((Sol, Jump)).Record());

        var plan = await scene.Loop.PlanAsync(Sol, "PARTIAL_75");
        var result = await scene.Loop.FirstAsync("apply.result", plan);
        Assert.Equal(("BLOCKED", "false", "reconcile_hold_active"), (result["decision"], result["executed"], result["error"]));
        Assert.Empty(await scene.Loop.EntriesAsync("execution.order", plan));
        Assert.Null(await scene.View.TextAsync("quantum:apply:consumed:" + plan));
        await Task.WhenAll(
            scene.AssertToldAsync(
                ["explain", plan], $"PARTIAL_75 of SOLUSDT LONG plan {plan} REFUSED by p33: reconcile_hold_active", "position LONG 4.56 from ",
                "p26 granted allows PARTIAL_75 in COLD (partial_unchanged)", "governor granted quantity 3.42 worth ",
                "p33 refused partial closes are on hold (reconcile_hold_active)", "result not executed: reconcile_hold_active, may be tried again"),
            scene.AssertToldAsync(["permits"], $"SOLUSDT p33 {plan} ", "reconcile_hold_active partial closes are on hold"));
    }

    private static async Task<string> DeepInProfitAsync(Scene scene)
    {
        var (answered, processed) = (await scene.Loop.AssertAllCalibratedAsync(), await scene.ProcessedAsync());
        await scene.Fleet.PlayAsync(scene.Market.Bar((Btc, Jump)).Record());

        var plan = await scene.Loop.PlanAsync(Btc, "PARTIAL_75");
        var newly = await scene.Loop.AssertAllCalibratedAsync() - answered;
        Assert.True(newly > 0);
        Assert.Equal(processed + newly, await scene.ProcessedAsync());
        await scene.Loop.AssertCalibratedAsync(plan, "PARTIAL_75", "PARTIAL_75", "COLD", "partial_unchanged");
        await scene.Loop.AssertClosedOnceAsync(plan, "PARTIAL_75", "CLOSE_PARTIAL_75", 0.582m); // 75 % of 0.777, in steps of 0.001
        await scene.Loop.AssertConsumedTogetherAsync(plan);
        Assert.InRange(await scene.Loop.ProposalAgeAsync(plan), 0, 999);
        Assert.Equal("0.195", (await scene.PositionAsync(Btc))["quantity"]);
        return plan;
    }

    private static async Task<string> RegimeFlipInColdAsync(Scene scene)
    {
        var (answered, processed) = (await scene.Loop.AssertAllCalibratedAsync(), await scene.ProcessedAsync());
        await scene.Fleet.PlayAsync(scene.Market.Chop(Btc, 5).Record());

        var plan = await scene.Loop.PlanAsync(Btc, FullClose);
        var newly = await scene.Loop.AssertAllCalibratedAsync() - answered;
        Assert.True(newly > 0);
        Assert.Equal(processed + newly, await scene.ProcessedAsync());
        await scene.Loop.AssertCalibratedAsync(plan, FullClose, "PARTIAL_25", "COLD", "portfolio_heat_cold");
        await scene.Loop.AssertClosedOnceAsync(plan, "PARTIAL_25", "CLOSE_PARTIAL_25", 0.048m); // 25 % of 0.195
        await scene.Loop.AssertConsumedTogetherAsync(plan);
        Assert.InRange(await scene.Loop.ProposalAgeAsync(plan), 0, 999);
        Assert.Equal("0.147", (await scene.PositionAsync(Btc))["quantity"]);
        await scene.AssertToldAsync(
            ["explain", plan], $"{FullClose} of BTCUSDT LONG plan {plan} EXECUTED ", "position LONG 0.195 from ",
            $"act {FullClose} (harvest_partial_75, kill_score_triggered, regime_flip, ts_drop)", "inputs position, market and risk of 2025-06-01 05:27:00; source replay",
            "after costs rungs 2 / 4 / 6, lock from 1.5", "kill score 0.75", "reaches the threshold 0.6", "regime flip 1.000 x 1 = 1.000", "x 0.5 = ",
            "market sigma 0.00", "heat 0.0014 COLD policy harvest, COLD: FULL_CLOSE_PROPOSED -> PARTIAL_25 (portfolio_heat_cold) effective PARTIAL_25",
            "plan EXECUTE CLOSE_PARTIAL_25, mode paper (kill_score_warning_close_ok)", "p26 granted allows PARTIAL_25 in COLD (portfolio_heat_cold)",
            "governor granted quantity 0.04875 worth ", "p33 granted safe 0.048 of 0.195 ledger 0.195 (sanity_checks_passed)",
            "the three were consumed in one step", "order CLOSE_PARTIAL_25 0.048 reduce-only", "venue FILLED MARKET SELL 0.048 2025-06-01 05:27:00 in the recording",
            "fill SELL 0.048 at ", "result executed ", "CLOSE_PARTIAL_25 FILLED 0.048 of 0.048 at ", "state apply remembers it as done");
        return plan;
    }

    // Everything that was filled is the same before and after, and apply says why.
    private static async Task RepublishedAsync(Scene scene, params string[] plans)
    {
        foreach (var plan in plans)
        {
            var earlier = (await scene.Loop.EntriesAsync(LoopView.Plans, plan)).Count;
            await scene.Loop.RepublishAsync(LoopView.Proposals, plan);
            await scene.Loop.RepublishAsync(LoopView.Calibrated, plan);
            await scene.Fleet.UntilAsync(async () => (await scene.Loop.EntriesAsync(LoopView.Plans, plan)).Count == earlier + 2, $"two answers to {plan}");
            Assert.All(
                (await scene.Loop.EntriesAsync(LoopView.Plans, plan)).Skip(1), repeat => Assert.Equal(("SKIP", "duplicate_plan"), (repeat["decision"], repeat["reason_codes"])));
        }

        // Whatever might have followed has followed when this bar is done with.
        await scene.Fleet.PlayAsync(scene.Market.Chop(Btc, 1).Record());
        await scene.Loop.AssertClosedOnceAsync(plans[0], "PARTIAL_75", "CLOSE_PARTIAL_75", 0.582m);
        await scene.Loop.AssertClosedOnceAsync(plans[1], "PARTIAL_25", "CLOSE_PARTIAL_25", 0.048m);
        Assert.Equal("0.147", (await scene.PositionAsync(Btc))["quantity"]);
    }

    // A cause that lasts is asked for again after fifteen minutes, which are fifteen bars.
    private static async Task AskedForAgainInHotAsync(Scene scene, string known)
    {
        await scene.Fleet.PlayAsync(scene.Market.Chop(Btc, 13).Record());
        await scene.Fleet["heat-gate"].FreezeAsync();
        await using var feed = scene.Fleet.Feed(scene.Market.Chop(Btc, 1).Record());
        var plan = await scene.Loop.PlanAsync(Btc, FullClose, known);
        await scene.ForceEquityAsync("10.0");
        await scene.Fleet["heat-gate"].ThawAsync();

        await scene.Loop.AssertCalibratedAsync(plan, FullClose, FullClose, "HOT", "portfolio_heat_hot");
        await scene.Fleet["position-state"].ThawAsync();
        await scene.Fleet.EndAsync(feed);
        await scene.Loop.AssertClosedOnceAsync(plan, FullClose, "CLOSE_FULL", 0.147m);
        await scene.Loop.AssertConsumedTogetherAsync(plan);
        Assert.Equal("FLAT", (await scene.PositionAsync(Btc))["side"]);
        await Task.WhenAll(
            scene.AssertToldAsync(
                ["explain", plan], "HOT policy harvest, HOT: FULL_CLOSE_PROPOSED -> FULL_CLOSE_PROPOSED (portfolio_heat_hot) effective FULL_CLOSE_PROPOSED",
                "order CLOSE_FULL 0.147 reduce-only", "repeats proposed once"),
            scene.AssertToldAsync(["positions"], "1 position, equity ", "source replay", "SOLUSDT LONG 4.56 156.160 ", " ok ", " agrees"),
            scene.AssertToldAsync(
                ["status"], "account equity ", "1 position worth ", "replay, of 2025-06-01 05:42:00", "policy harvest, enforce; at the newest act, ",
                "holds partial closes held: SOLUSDT", "running execution, market-state, position-state, risk-proposal, harvest-proposal, heat-gate, apply, governor",
                "heat-gate harvest.calibrated", "apply_layer"));
    }

    private static async Task HeldInHotAsync(Scene scene)
    {
        await scene.OpenAsync(Eth, "1.5");
        await scene.Fleet.StopAsync("heat-gate");
        await using var feed = scene.Fleet.Feed(scene.Market.Bar((Eth, Jump)).Record());
        var plan = await scene.Loop.PlanAsync(Eth, "PARTIAL_75");
        await scene.ForceEquityAsync("0.5");
        scene.Fleet.Launch("heat-gate", "HEAT_POLICY=hold_hot");

        // What was proposed while the gate was away is not lost.
        await scene.Loop.AssertCalibratedAsync(plan, "PARTIAL_75", "HOLD", "HOT", "portfolio_heat_hot_hold");
        await scene.Fleet.UntilAsync(
            async () => await scene.Fleet.MetricAsync(
                    "heat-gate", "p26_actions_downgraded_total{from_action=\"PARTIAL_75\",to_action=\"HOLD\",reason=\"portfolio_heat_hot_hold\"}")
                == (await scene.View.StreamAsync("quantum:stream:harvest.calibrated")).Count(act => act["original_action"] == "PARTIAL_75" && act["calibrated_action"] == "HOLD"),
            "each downgrade is counted once");
        var skipped = await scene.Loop.FirstAsync(LoopView.Plans, plan);
        Assert.Equal(("SKIP", "HOLD", "action_hold"), (skipped["decision"], skipped["action"], skipped["reason_codes"]));
        Assert.Empty(await scene.Loop.EntriesAsync("execution.order", plan));
        await scene.AssertToldAsync(
            ["explain", plan], $"PARTIAL_75 of ETHUSDT LONG plan {plan} REFUSED by heat gate: portfolio_heat_hot_hold",
            "HOT policy hold_hot, HOT: PARTIAL_75 -> HOLD (portfolio_heat_hot_hold) effective HOLD", "plan SKIP, mode paper (action_hold)",
            "p26 refused HOLD in HOT (portfolio_heat_hot_hold)");
        await scene.Fleet["position-state"].ThawAsync();
        await scene.Fleet.EndAsync(feed);
    }

    private sealed record Scene(RedisServer Redis, RedisView View, StageFleet Fleet, LoopView Loop, CraftedMarket Market)
    {
        public async Task OpenAsync(string symbol, string quantity) =>
            (await Quantum.RunAsync("open", symbol, "long", quantity, "--redis", Redis.Url)).AssertDone();

        /// <summary>The heat gate's own count of the acts that it has answered since it started.</summary>
        public Task<double> ProcessedAsync() => Fleet.MetricAsync("heat-gate", "p26_proposals_processed_total");

        public async Task<Dictionary<string, string>> PositionAsync(string symbol) => (await View.HashAsync("quantum:state:positions:" + symbol))!;

        /// <summary>The equity stays as it is told here until position-state is thawed.</summary>
        public async Task ForceEquityAsync(string dollars)
        {
            await Fleet["position-state"].FreezeAsync();
            await View.SetAsync("quantum:state:portfolio", ("equity_usd", dollars));
        }

        /// <summary>The verb tells these, one after the other.</summary>
        public async Task AssertToldAsync(string[] verb, params string[] parts)
        {
            var output = (await Quantum.RunAsync([.. verb, "--redis", Redis.Url])).AssertDone().Output;
            var told = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var from = 0;
            foreach (var part in parts)
            {
                var at = told.IndexOf(part, from, StringComparison.Ordinal);
                Assert.True(at >= 0, $"{string.Join(' ', verb)} does not tell, or not here: {part}\n{output}");
                from = at + part.Length;
            }
        }
    }
}
