using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>The calculating services on Redis, with inputs that another program writes.</summary>
public sealed class ServiceTests
{
    private const string Stages = "market-state,position-state,risk-proposal,harvest-proposal";
    private const string Proposal = "quantum:harvest:proposal:BTCUSDT";

    [Fact]
    public async Task AProposalAppears_AChangedActionIsWrittenAtOnce_FlatDeletesIt_TermEndsWell()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await Market.WriteAsync(view, "BTCUSDT");
        await Market.WritePositionAsync(view, "BTCUSDT", 100.5);
        await using var services = Start(redis);

        var first = await ProposalAsync(view, services, "NONE");
        Assert.Equal("exchange", first["source"]);

        await Market.WritePositionAsync(view, "BTCUSDT", 103);
        var raised = await ProposalAsync(view, services, "PARTIAL_50");
        Assert.NotEqual("", raised["plan_id"]);

        await Market.WriteFlatAsync(view, "BTCUSDT");
        await Eventually.TrueAsync(async () => await view.HashAsync(Proposal) is null, services, "the proposal of a flat position is deleted");
        await Eventually.TrueAsync(
            async () => await view.HashAsync("quantum:risk:proposal:BTCUSDT") is null, services, "and so is its risk proposal, by another stage");
        (await services.StopAsync()).AssertDone();
    }

    [Fact]
    public async Task UnchangedInputs_DoNotRewriteAProposal()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await Market.WriteAsync(view, "BTCUSDT");
        await Market.WritePositionAsync(view, "BTCUSDT", 100.5);
        await using var services = Start(redis);
        var first = await ProposalAsync(view, services, "NONE");

        // More than two cycles of the interval, less than the age at which even an unchanged proposal is written again.
        await Task.Delay(TimeSpan.FromSeconds(25));

        var later = await view.HashAsync(Proposal);
        Assert.NotNull(later);
        Assert.Equal(first["last_update_epoch"], later["last_update_epoch"]);
    }

    [Fact]
    public async Task AMalformedField_StopsTheProposalAndNotTheProcess()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await Market.WriteAsync(view, "BTCUSDT");
        await view.SetAsync("quantum:marketstate:BTCUSDT", ("sigma", "calm"));
        await Market.WritePositionAsync(view, "BTCUSDT", 100.5);
        await using var services = Start(redis);

        await Eventually.TrueAsync(
            () => Task.FromResult(services.Errors.Split('\n').Any(line =>
                line.Contains("harvest-proposal", StringComparison.Ordinal) && line.Contains("quantum:marketstate:BTCUSDT", StringComparison.Ordinal)
                && line.Contains("sigma", StringComparison.Ordinal) && line.Contains("calm", StringComparison.Ordinal))),
            services, "an error that names key, field and text");
        Assert.Null(await view.HashAsync(Proposal));

        await Market.WriteAsync(view, "BTCUSDT");
        await ProposalAsync(view, services, "NONE");
    }

    [Fact]
    public async Task RedisKilledAndRestarted_TheServicesLiveAndResume()
    {
        await using var redis = await RedisServer.StartAsync();
        await using (var before = await RedisView.ConnectAsync(redis.Port))
        {
            await Market.WriteAsync(before, "BTCUSDT");
            await Market.WritePositionAsync(before, "BTCUSDT", 100.5);
        }

        await using var services = Start(redis);
        await using (var before = await RedisView.ConnectAsync(redis.Port))
            await ProposalAsync(before, services, "NONE");
        redis.Kill();
        await Eventually.TrueAsync(
            () => Task.FromResult(services.Errors.Contains("cannot be reached", StringComparison.Ordinal)), services, "the loss is noticed");
        await redis.RestartAsync();

        // The server has come back empty.
        await using var after = await RedisView.ConnectAsync(redis.Port);
        await Market.WriteAsync(after, "BTCUSDT");
        await Market.WritePositionAsync(after, "BTCUSDT", 103);
        await ProposalAsync(after, services, "PARTIAL_50");
        (await services.StopAsync()).AssertDone();
    }

    private static RunningProgram Start(RedisServer redis) =>
        Quantum.Start("run", Stages, "--redis", redis.Url, "--set", "PUBLISH_INTERVAL_SEC=2");

    private static Task<Dictionary<string, string>> ProposalAsync(RedisView view, RunningProgram services, string action) => Eventually.SomeAsync(
        async () => await view.HashAsync(Proposal) is { } hash && hash["harvest_action"] == action ? hash : null, services, $"{Proposal} with {action}");
}
