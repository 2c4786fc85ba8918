using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.HarvestProposal;

public sealed class PolicyWatchTests
{
    private static readonly HarvestTheta Defaults = HarvestTheta.Default with { FallbackStopPct = 0.03 };

    public static TheoryData<string?, string?, HarvestTheta> Overrides => new()
    {
        { null, null, Defaults },
        { "{}", "{}", Defaults },
        { """{"T1_R": 3, "lock_R": 1}""", null, Defaults with { T1R = 3, LockR = 1 } },
        { null, """{"kill_threshold": 0.7}""", Defaults with { KillThreshold = 0.7 } },
        { """{"kill_threshold": 0.8, "T1_R": 3}""", """{"kill_threshold": 0.7}""", Defaults with { KillThreshold = 0.7, T1R = 3 } },
        { """{"fallback_stop_pct": 0.01, "u1": 5}""", null, Defaults with { FallbackStopPct = 0.01 } },
    };

    [Theory]
    [MemberData(nameof(Overrides))]
    public async Task Policy_OverridesTheDefaults_HarvestThenKill(string? harvest, string? kill, HarvestTheta expected)
    {
        await using var bench = new Bench();
        var watch = new PolicyWatch(bench.Context, Defaults);
        await bench.SetAsync(Keys.Policy, Policy("p1", harvest, kill));

        Assert.Equal(expected, await watch.ThetaAsync(default));
        Assert.Equal(expected, await watch.ThetaAsync(default));

        Assert.Equal(["Information: policy p1 is in force until 1748736300"], bench.Log.Lines);
    }

    [Theory]
    [InlineData("""{"T1_R": "3"}""", "harvest_params.T1_R = 3: must be a number")]
    [InlineData("""{"T1_R": null}""", "harvest_params.T1_R = : must be a number")]
    [InlineData("""{"t1_r": 3}""", "t1_r = 3: no such parameter")]
    [InlineData("[1]", "harvest_params = [1]: must be a JSON object of numbers")]
    [InlineData("{", "")]
    [InlineData("""{"sigma_ref": 0}""", "sigma_ref = 0: must be a finite number above 0")]
    [InlineData("""{"fallback_stop_pct": -0.02}""", "fallback_stop_pct = -0.02: must be a finite number above 0")]
    [InlineData("""{"be_plus_pct": -0.01}""", "be_plus_pct = -0.01: must be a finite number, 0 or more")]
    [InlineData("""{"T2_R": 1}""", "T2_R = 1: must not be below T1_R")]
    [InlineData("""{"T3_R": 3}""", "T3_R = 3: must not be below T2_R")]
    [InlineData("""{"T1_R": 1e999}""", "T1_R = Infinity: must be a finite number")]
    public async Task InvalidPolicy_IsRefusedWithItsReason_AndNothingOfItIsUsed(string harvest, string reason)
    {
        await using var bench = new Bench();
        var watch = new PolicyWatch(bench.Context, Defaults);
        await bench.SetAsync(Keys.Policy, Policy("bad", harvest, """{"kill_threshold": 0.7}"""));

        Assert.Equal(Defaults, await watch.ThetaAsync(default));
        Assert.Equal(Defaults, await watch.ThetaAsync(default));

        var line = Assert.Single(bench.Log.Lines);
        Assert.Contains($"Error: policy bad: {reason}", line, StringComparison.Ordinal);
        Assert.EndsWith("refused. In force: the default parameters", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("-1")]
    public async Task KillThreshold_ThatIsAlwaysReached_IsRefused(string threshold)
    {
        await using var bench = new Bench();
        var watch = new PolicyWatch(bench.Context, Defaults);
        await bench.SetAsync(Keys.Policy, Policy("bad", null, $$"""{"kill_threshold": {{threshold}}}"""));

        Assert.Equal(Defaults, await watch.ThetaAsync(default));
        Assert.Contains("must be above 0.5", Assert.Single(bench.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastValidPolicy_StaysUntilItsOwnExpiry_WhenTheNextOneIsRefused()
    {
        await using var bench = new Bench();
        var watch = new PolicyWatch(bench.Context, Defaults);
        await bench.SetAsync(Keys.Policy, Policy("good", """{"T1_R": 3}""", null));
        await watch.ThetaAsync(default);
        await bench.SetAsync(Keys.Policy, Policy("bad", """{"x": 3}""", null) with { ValidUntilEpoch = bench.NowEpoch + 9000 });

        Assert.Equal(3, (await watch.ThetaAsync(default)).T1R);
        bench.Pass(299);
        Assert.Equal(3, (await watch.ThetaAsync(default)).T1R);
        bench.Pass(1);
        Assert.Equal(Defaults, await watch.ThetaAsync(default));

        Assert.Equal(1, bench.Log.Count("In force: the last valid policy"));
        Assert.Equal("Warning: the policy has expired; the default parameters are in force", bench.Log.Lines[^1]);
    }

    [Fact]
    public async Task ExpiredPolicy_IsRefused()
    {
        await using var bench = new Bench();
        await bench.SetAsync(Keys.Policy, Policy("old", """{"T1_R": 3}""", null) with { ValidUntilEpoch = bench.NowEpoch });

        Assert.Equal(Defaults, await new PolicyWatch(bench.Context, Defaults).ThetaAsync(default));
        Assert.Equal(1, bench.Log.Count("policy old: valid_until_epoch = 1748736000: lies in the past; refused"));
    }

    [Fact]
    public async Task UnreadablePolicy_IsRefused_AndTheLastValidOneStays()
    {
        await using var bench = new Bench();
        var watch = new PolicyWatch(bench.Context, Defaults);
        await bench.SetAsync(Keys.Policy, Policy("good", """{"T1_R": 3}""", null));
        await watch.ThetaAsync(default);
        await bench.SetFieldsAsync(Keys.Policy.Name, ("policy_version", "broken"));

        Assert.Equal(3, (await watch.ThetaAsync(default)).T1R);
        Assert.Equal(1, bench.Log.Count("quantum:policy:current: field 'valid_until_epoch' is missing"));
    }

    [Fact]
    public async Task NewPolicy_ReplacesTheOneInForce_AndARenewedOneLastsLonger()
    {
        await using var bench = new Bench();
        var watch = new PolicyWatch(bench.Context, Defaults);
        await bench.SetAsync(Keys.Policy, Policy("one", """{"T1_R": 3}""", null));
        await watch.ThetaAsync(default);
        await bench.SetAsync(Keys.Policy, Policy("two", """{"T2_R": 5}""", null) with { ValidUntilEpoch = bench.NowEpoch + 900 });

        Assert.Equal(Defaults with { T2R = 5 }, await watch.ThetaAsync(default));
        bench.Pass(899);
        Assert.Equal(Defaults with { T2R = 5 }, await watch.ThetaAsync(default));
    }

    private static HarvestPolicyRecord Policy(string version, string? harvest, string? kill) =>
        new(null, null, harvest, kill, Bench.StartEpoch + 300, version);
}
