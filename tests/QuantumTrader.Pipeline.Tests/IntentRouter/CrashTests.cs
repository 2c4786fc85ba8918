using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.IntentRouter;

/// <summary>The router dies or loses the engine at each of its writes: no intent is lost, none is acted on twice, none is both accepted and refused.</summary>
public sealed class CrashTests
{
    public static TheoryData<string, string, bool, bool> Boundaries()
    {
        var data = new TheoryData<string, string, bool, bool>();
        foreach (var (operation, name) in new[]
        {
            ("read", Keys.TradeIntents.Name), ("absent", Keys.IntentDedup("x")), ("append", Keys.ExecutionOrders.Name), ("append", Keys.PaperEntries.Name),
            ("replace", Keys.IntentDedup("x")), ("acknowledge", Keys.TradeIntents.Name),
        })
        {
            foreach (var carriedOut in (bool[])[false, true])
            {
                data.Add(operation, name, carriedOut, false);
                data.Add(operation, name, carriedOut, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task AcceptedIntent_HasOneOutcome(string operation, string name, bool carriedOut, bool restarts)
    {
        var opens = name == Keys.PaperEntries.Name;
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        var stage = await Routers.StartAsync(bench);
        await bench.AppendAsync(Keys.TradeIntents, opens ? Routers.Open(bench.Context, "x") : Routers.Close(bench.Context, "x"));
        bench.Faults.At(operation, name, carriedOut);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        bench.Pass(1);

        await Bench.RunAsync(restarts ? await Routers.StartAsync(bench) : stage);

        // An append whose answer was lost is repeated, under the same ids: one order to the venue.
        var ids = opens
            ? (await bench.EntriesAsync(Keys.PaperEntries)).Select(request => request.RequestId).ToList()
            : [.. (await bench.EntriesAsync(Keys.ExecutionOrders)).Select(order => order.PlanId)];
        Assert.Single(ids.Distinct());
        Assert.True(ids.Count == 1 || ((operation is "append" or "replace") && (carriedOut || restarts)), $"{ids.Count} orders");
        Assert.Empty(await Routers.ReasonsAsync(bench));
        await Routers.AssertAllSettledAsync(bench);
    }

    // What was sent and could not be acknowledged is not judged again, whatever has changed since.
    [Fact]
    public async Task AcceptedIntent_ThatComesAgain_IsNotRefusedForWhatHasChangedSince()
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        var stage = await Routers.StartAsync(bench);
        await bench.AppendAsync(Keys.TradeIntents, Routers.Close(bench.Context, "x"));
        bench.Faults.Before("acknowledge", Keys.TradeIntents.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        await Given.PutAsync(bench, Given.Flat(bench.NowEpoch));
        await bench.Context.Store.SetTextAsync(Keys.Kill, "1", null);
        bench.Pass(200);

        await Bench.RunAsync(await Routers.StartAsync(bench));

        Assert.Single(await bench.EntriesAsync(Keys.ExecutionOrders));
        Assert.Empty(await Routers.ReasonsAsync(bench));
        await Routers.AssertAllSettledAsync(bench);
    }

    // Taken, not sent, and blocked by now: it is refused, and its correlation id is free again.
    [Fact]
    public async Task IntentThatWasTakenAndNotSent_IsJudgedAgain()
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        await bench.AppendAsync(Keys.TradeIntents, Routers.Close(bench.Context, "x"));
        bench.Faults.Before("append", Keys.ExecutionOrders.Name);
        var dying = await Routers.StartAsync(bench);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(dying));
        await bench.Context.Store.SetTextAsync(Keys.Kill, "1", null);

        await Bench.RunAsync(await Routers.StartAsync(bench));

        Assert.Equal(["kill_switch_active"], await Routers.ReasonsAsync(bench));
        Assert.Empty(await bench.EntriesAsync(Keys.ExecutionOrders));
        Assert.True((await bench.Context.Store.GetTextAsync(Keys.IntentDedup("x"))).IsMissing);
    }

    // Judged again after a crash, it is not counted again: the window holds it already.
    [Fact]
    public async Task OpeningThatWasTakenAndNotSent_IsCountedOnce()
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);
        await Routers.RouteAsync(bench, stage, Enumerable.Range(1, 4).Select(n => Routers.Open(bench.Context, $"i{n}")));
        await bench.AppendAsync(Keys.TradeIntents, Routers.Open(bench.Context, "i5"));
        bench.Faults.Before("append", Keys.PaperEntries.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));

        await Bench.RunAsync(await Routers.StartAsync(bench));

        Assert.Equal(5, (await bench.EntriesAsync(Keys.PaperEntries)).Count);
        Assert.Empty(await Routers.ReasonsAsync(bench));
        Assert.Equal("5", (await bench.Context.Store.GetTextAsync(Keys.SymbolRate(Bench.Btc, Bench.StartEpoch / 10))).Value);
    }

    [Theory]
    [InlineData("consume", "quantum:dedup:trade_intent:x", false, 1)]
    [InlineData("append", "quantum:stream:trade.intent.rejected", false, 1)]
    [InlineData("append", "quantum:stream:trade.intent.rejected", true, 2)]
    [InlineData("acknowledge", "quantum:stream:trade.intent", false, 1)]
    [InlineData("acknowledge", "quantum:stream:trade.intent", true, 1)]
    public async Task RefusedIntent_IsRefusedOnce_OrTwiceUnderTheSameEntryId(string operation, string name, bool carriedOut, int times)
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);
        await bench.AppendAsync(Keys.TradeIntents, Routers.Close(bench.Context, "x"));
        bench.Faults.At(operation, name, carriedOut);

        Assert.Equal(1, await Routers.RunThroughLossesAsync(stage));

        var rejected = await bench.EntriesAsync(Keys.RejectedIntents);
        Assert.Equal(times, rejected.Count);
        Assert.Single(rejected.Select(one => (one.Reason, one.EntryId)).Distinct());
        await Routers.AssertAllSettledAsync(bench);
    }
}
