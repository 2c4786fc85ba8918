using System.Globalization;
using System.Text.Json;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>What the gated loop has written, act by act.</summary>
public sealed class LoopView(RedisView view, StageFleet fleet)
{
    public const string Proposals = "harvest.proposal";
    public const string Calibrated = "harvest.calibrated";
    public const string Plans = "apply.plan";
    private const string Prefix = "quantum:stream:";
    private const string HeatGate = "p26_heat_gate";

    /// <summary>The entries of a stream that belong to the plan, oldest first.</summary>
    /// <param name="stream">Without <c>quantum:stream:</c>.</param>
    public async Task<List<Dictionary<string, string>>> EntriesAsync(string stream, string planId) =>
        (await view.StreamAsync(Prefix + stream)).FindAll(entry => entry.GetValueOrDefault("plan_id") == planId);

    /// <summary>The first entry of the plan; waits for it.</summary>
    public Task<Dictionary<string, string>> FirstAsync(string stream, string planId) =>
        fleet.SomeAsync(async () => (await EntriesAsync(stream, planId)).FirstOrDefault(), $"{planId} on {stream}");

    /// <summary>The plan of an act that was proposed for the symbol, and is none of those known; waits for it.</summary>
    public Task<string> PlanAsync(string symbol, string action, params string[] known) => fleet.SomeAsync(
        async () => (await view.StreamAsync(Prefix + Proposals))
            .Find(act => act["symbol"] == symbol && act["harvest_action"] == action && !known.Contains(act["plan_id"]))?["plan_id"],
        $"{action} of {symbol}");

    /// <summary>The heat gate has answered every proposed act, each once.</summary>
    /// <returns>How many.</returns>
    public async Task<long> AssertAllCalibratedAsync()
    {
        var proposed = (await view.StreamAsync(Prefix + Proposals)).Count;
        Assert.Equal((proposed, 0), await view.GroupAsync(Prefix + Proposals, HeatGate));
        Assert.Equal(proposed, (await view.StreamAsync(Prefix + Calibrated)).Count);
        return proposed;
    }

    public async Task AssertCalibratedAsync(string planId, string from, string to, string bucket, string reason)
    {
        var act = await FirstAsync(Calibrated, planId);
        Assert.Equal(
            (from, to, to, bucket, reason, "enforce", "true"),
            (act["original_action"], act["calibrated_action"], act["effective_action"], act["heat_bucket"], act["reason"], act["mode"], act["calibrated"]));
    }

    /// <summary>One reduce-only order of the quantity was filled, and everybody says so.</summary>
    /// <param name="action">What the heat gate made of the act.</param>
    public async Task AssertClosedOnceAsync(string planId, string action, string step, decimal quantity)
    {
        var plan = Assert.Single(await EntriesAsync(Plans, planId), plan => plan["decision"] == "EXECUTE");
        Assert.Equal(action, plan["action"]);
        Assert.Equal(step, Json(plan["steps"])[0].GetProperty("step").GetString());

        var order = Assert.Single(await EntriesAsync("execution.order", planId));
        Assert.Equal((step, "true", "plan", quantity), (order["step"], order["reduce_only"], order["origin"], Number(order["qty"])));
        var fills = (await EntriesAsync("venue.event", planId)).FindAll(told => told["kind"] == "fill");
        Assert.Equal(quantity, fills.Sum(fill => Number(fill["qty"])));
        Assert.All(fills, fill => Assert.Equal("SELL", fill["side"]));

        var result = Assert.Single(await EntriesAsync("apply.result", planId));
        Assert.Equal(("EXECUTE", "true", ""), (result["decision"], result["executed"], result["error"]));
        var done = Assert.Single(Json(result["steps_results"]).EnumerateArray());
        Assert.Equal(
            (step, "FILLED", quantity, quantity, true),
            (done.GetProperty("step").GetString(), done.GetProperty("status").GetString(), done.GetProperty("quantity").GetDecimal(),
                done.GetProperty("executed_qty").GetDecimal(), done.GetProperty("reduce_only").GetBoolean()));
        var execution = Assert.Single(await EntriesAsync("execution.result", planId));
        Assert.Equal(("FILLED", "SELL", quantity), (execution["status"], execution["side"], Number(execution["qty"])));
        Assert.Equal("done", await view.TextAsync("quantum:apply:dedupe:" + planId));
    }

    /// <summary>Milliseconds from the proposal to its outcome, as the result says it.</summary>
    public async Task<long> ProposalAgeAsync(string planId) =>
        long.Parse((await FirstAsync("apply.result", planId))["proposal_age_ms"], CultureInfo.InvariantCulture);

    /// <summary>All three permits were issued, none is left, and the mark of their consumption has all three.</summary>
    public async Task AssertConsumedTogetherAsync(string planId)
    {
        var mark = Json(await view.TextAsync("quantum:apply:consumed:" + planId) ?? "{}");
        foreach (var (gate, key) in ((string, string)[])[("governor", ""), ("p33", "p33:"), ("p26", "p26:")])
        {
            var issued = Assert.Single(await EntriesAsync("permit", planId), notice => notice["gate"] == gate);
            Assert.Equal(("true", issued["permit"]), (issued["granted"], mark.GetProperty(gate).GetString()));
            Assert.Null(await view.TextAsync($"quantum:permit:{key}{planId}"));
        }
    }

    /// <summary>The entry once more, as if it had been computed now.</summary>
    public async Task RepublishAsync(string stream, string planId)
    {
        var entry = (await EntriesAsync(stream, planId))[^1];
        entry["computed_ms"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await view.AppendAsync(Prefix + stream, [.. entry.Select(field => (field.Key, field.Value))]);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
