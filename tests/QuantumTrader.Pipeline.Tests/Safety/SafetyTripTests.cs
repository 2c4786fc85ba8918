using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Safety;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Safety;

public sealed class SafetyTripTests
{
    [Theory]
    [InlineData(null, SafeMode.Off)]
    [InlineData("", SafeMode.Off)]
    [InlineData("0", SafeMode.Off)]
    [InlineData("1", SafeMode.On)]
    [InlineData("true", SafeMode.On)]
    [InlineData("0 ", SafeMode.On)]
    public async Task SafeMode_IsOnWhenItIsSetAndNot0(string? text, SafeMode mode)
    {
        await using var bench = new Bench();
        if (text is not null)
            await bench.Context.Store.SetTextAsync(Keys.SafeMode, text, null);

        Assert.Equal(mode, await new SafeModeState(bench.Context.Store).ReadAsync(default));
    }

    [Fact]
    public async Task SafeMode_ThatIsNoText_IsUnreadable()
    {
        await using var bench = new Bench();
        await bench.SetFieldsAsync(Keys.SafeMode, ("on", "1"));

        Assert.Equal(SafeMode.Unreadable, await new SafeModeState(bench.Context.Store).ReadAsync(default));
    }

    [Fact]
    public async Task Trip_SetsSafeModeForItsTime_AndSaysWhy()
    {
        await using var bench = new Bench();
        await new SafetyTrip(bench.Context).TripAsync(SafetyReason.MarginRejections, Bench.Btc, "BUY", 900, default);

        Assert.Equal(SafeMode.On, await new SafeModeState(bench.Context.Store).ReadAsync(default));
        Assert.Equal(TimeSpan.FromSeconds(900), await bench.LifeAsync(Keys.SafeMode));
        var fields = WireFields.Of(Assert.Single(await bench.EntriesAsync(Keys.SafetyFaults)));
        Assert.Equal(
            [
                ("timestamp", $"{bench.NowEpoch}"), ("reason", "MARGIN_REJECTIONS"), ("symbol", Bench.Btc), ("side", "BUY"), ("global_count", ""),
                ("symbol_count", ""), ("global_max", ""), ("symbol_max", ""), ("window_sec", ""), ("cooldown_sec", "900"),
                ("router_pid", $"{Environment.ProcessId}"), ("correlation_id", ""), ("trace_id", ""),
            ],
            fields.Select(field => (field.Key, field.Value)));
        Assert.Equal(1, bench.Log.Count("Error: safe mode for 900 s: MARGIN_REJECTIONS by BTCUSDT BUY"));
    }

    // Seconds that are left (0: without an end) and the text that stands there -> seconds afterwards (0: without an end).
    [Theory]
    [InlineData(3600, "1", 3600)]
    [InlineData(0, "1", 0)]
    [InlineData(100, "1", 300)]
    [InlineData(3600, "0", 300)]
    [InlineData(0, "0", 300)]
    public async Task Trip_DoesNotCutShortWhatLastsLonger(int left, string text, int after)
    {
        await using var bench = new Bench();
        await bench.Context.Store.SetTextAsync(Keys.SafeMode, text, left == 0 ? null : TimeSpan.FromSeconds(left));

        await new SafetyTrip(bench.Context).TripAsync(SafetyReason.MarginRejections, Bench.Btc, "BUY", 300, default);

        Assert.Equal(after == 0 ? null : TimeSpan.FromSeconds(after), await bench.LifeAsync(Keys.SafeMode));
        Assert.Equal(SafeMode.On, await new SafeModeState(bench.Context.Store).ReadAsync(default));
        Assert.Single(await bench.EntriesAsync(Keys.SafetyFaults));
    }

    // Whichever of the two is lost, the other one is done, and the caller hears of it.
    [Theory]
    [InlineData("set", Keys.SafeMode)]
    [InlineData("append", "quantum:stream:safety.fault")]
    public async Task Trip_OfWhichOneHalfIsLost_DoesTheOther(string operation, string name)
    {
        await using var bench = new Bench();
        bench.Faults.Before(operation, name);

        await Assert.ThrowsAsync<EngineUnavailableException>(
            async () => await new SafetyTrip(bench.Context).TripAsync(SafetyReason.MarginRejections, Bench.Btc, "BUY", 300, default));

        var isSet = await new SafeModeState(bench.Context.Store).ReadAsync(default) == SafeMode.On;
        var isTold = (await bench.EntriesAsync(Keys.SafetyFaults)).Count == 1;
        Assert.Equal((operation != "set", operation != "append"), (isSet, isTold));
    }
}
