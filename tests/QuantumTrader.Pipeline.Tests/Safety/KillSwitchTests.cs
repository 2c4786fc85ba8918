using System.Globalization;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Safety;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Safety;

public sealed class KillSwitchTests
{
    // KS-1 and AL-3: what stands in the key is compared as text, and what is not clearly off is on.
    public static TheoryData<string?, bool> Texts => new()
    {
        { null, false }, { "", false }, { "0", false }, { "false", false }, { "off", false },
        { "1", true }, { "true", true }, { "on", true }, { "2", true }, { "00", true }, { " 0", true }, { "0\n", true }, { "False", true },
        { "maintenance", true },
    };

    public static TheoryData<string> Names => [Keys.Kill, Keys.GlobalKill, Keys.KillOf(Bench.Btc)];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_IsOnUnlessClearlyOff(string? text, bool on)
    {
        await using var bench = new Bench();
        if (text is not null)
            await bench.Context.Store.SetTextAsync(Keys.Kill, text, null);

        var state = await new KillSwitch(bench.Context.Store).ReadAsync(Bench.Btc, default);

        Assert.Equal((on, true), (state.IsOn, state.IsReadable));
        Assert.Equal((on, on), (state.Blocks(reducesRisk: false), state.Blocks(reducesRisk: true)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Switch_OfAnyName_StopsEverythingThatItIsFor(string key)
    {
        await using var bench = new Bench();
        await bench.Context.Store.SetTextAsync(key, "1", null);
        var reader = new KillSwitch(bench.Context.Store);

        Assert.True((await reader.ReadAsync(Bench.Btc, default)).Blocks(reducesRisk: true));
        Assert.Equal(key != Keys.KillOf(Bench.Btc), (await reader.ReadAsync(Bench.Eth, default)).IsOn);
    }

    // AL-4: unreadable is on for what raises risk, and does not trap a position.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Key_ThatHoldsNoText_IsOnForWhatRaisesRisk(string key)
    {
        await using var bench = new Bench();
        await bench.SetFieldsAsync(key, ("on", "0"));

        var state = await new KillSwitch(bench.Context.Store).ReadAsync(Bench.Btc, default);

        Assert.Equal((false, false), (state.IsOn, state.IsReadable));
        Assert.Equal((true, false), (state.Blocks(reducesRisk: false), state.Blocks(reducesRisk: true)));
    }

    [Fact]
    public async Task OneSwitchThatIsOn_CountsMoreThanOneThatCannotBeRead()
    {
        await using var bench = new Bench();
        await bench.SetFieldsAsync(Keys.GlobalKill, ("on", "0"));
        await bench.Context.Store.SetTextAsync(Keys.Kill, "1", null);

        Assert.True((await new KillSwitch(bench.Context.Store).ReadAsync(Bench.Btc, default)).Blocks(reducesRisk: true));
    }

    // The later of the two releases counts; what was made before it is backlog, what was made at it is not.
    [Theory]
    [InlineData(null, null, false, false)]
    [InlineData(1000L, null, true, false)]
    [InlineData(null, 1000L, true, false)]
    [InlineData(500L, 1000L, true, false)]
    [InlineData(1000L, 500L, true, false)]
    [InlineData(1001L, 500L, true, true)]
    public async Task Release_MakesBacklogOfWhatIsOlder(long? all, long? own, bool isBacklog999, bool isBacklog1000)
    {
        await using var bench = new Bench();
        await SetAsync(bench, Keys.KillReleased, all);
        await SetAsync(bench, Keys.KillReleasedOf(Bench.Btc), own);

        var state = await new KillSwitch(bench.Context.Store).ReadAsync(Bench.Btc, default);

        Assert.Equal((isBacklog999, isBacklog1000), (state.IsBacklog(999), state.IsBacklog(1000)));
        Assert.False(state.IsOn);
    }

    [Fact]
    public async Task EngineThatIsGone_AllowsNothing()
    {
        await using var bench = new Bench();
        bench.Faults.Before("get", Keys.Kill);

        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await new KillSwitch(bench.Context.Store).ReadAsync(Bench.Btc, default));
    }

    private static async Task SetAsync(Bench bench, string key, long? time)
    {
        if (time is { } known)
            await bench.Context.Store.SetTextAsync(key, known.ToString(CultureInfo.InvariantCulture), null);
    }
}
