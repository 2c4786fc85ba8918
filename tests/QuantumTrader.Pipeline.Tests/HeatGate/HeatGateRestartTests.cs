using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.Tests.Hosting;
using static QuantumTrader.Pipeline.Tests.HeatGate.HeatGates;

namespace QuantumTrader.Pipeline.Tests.HeatGate;

/// <summary>The gate dies at each of its writes, before or after it, and another one goes on.</summary>
public sealed class HeatGateRestartTests
{
    private static readonly string PermitKey = Keys.Permit(PermitGate.P26, Plan);

    public static TheoryData<string, string> Operations => new()
    {
        { "read", Proposals.Name },
        { "get", Keys.Portfolio.Name },
        { "set", PermitKey },
        { "append", Keys.PermitNotices.Name },
        { "set", Keys.CalibratedState(Bench.Btc).Name },
        { "append", Keys.Calibrated.Name },
        { "acknowledge", Proposals.Name },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Loss_BeforeAnOperation_LosesNothing(string operation, string name) => LossAsync(bench => bench.Faults.Before(operation, name));

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Loss_AfterAnOperation_LosesNothing(string operation, string name) => LossAsync(bench => bench.Faults.After(operation, name));

    private static async Task LossAsync(Action<Bench> plan)
    {
        await using var bench = await WithPortfolioAsync();
        await bench.AppendAsync(Proposals, Proposal());
        var first = await Bench.StartAsync(new HeatGateStage(bench.Context, Options));
        plan(bench);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(first));

        // No calibrated act stands anywhere without its permit, whatever was lost.
        if ((await bench.EntriesAsync(Keys.Calibrated)).Count > 0)
            Assert.NotNull(await PermitAsync(bench));
        var second = await RunAsync(bench);

        Assert.Equal("PARTIAL_25", (await PermitAsync(bench))!.Action);
        Assert.NotEmpty(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Equal(Plan, (await bench.ReadAsync(Keys.CalibratedState(Bench.Btc)))!.PlanId);
        Assert.All(await bench.EntriesAsync(Keys.Calibrated), entry => Assert.Equal(Plan, entry.Proposal.PlanId));
        Assert.NotEmpty(await bench.EntriesAsync(Keys.Calibrated));
        Assert.Equal((0L, 0L), (Assert.Single(await bench.GroupsAsync(Proposals.Name)).Pending, await bench.Context.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Proposals.Name))));
        Assert.Equal(0, second.Metrics.HashWriteFails.Value());
    }

    [Fact]
    public async Task HashWrite_ThatFails_IsCounted()
    {
        await using var bench = await WithPortfolioAsync();
        await bench.AppendAsync(Proposals, Proposal());
        var stage = await Bench.StartAsync(new HeatGateStage(bench.Context, Options));
        bench.Faults.Before("set", Keys.CalibratedState(Bench.Btc).Name);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        Assert.Equal((1L, 0L, 0L), (stage.Metrics.HashWriteFails.Value(), stage.Metrics.HashWrites.Value(), stage.Metrics.Processed.Value()));

        await Bench.RunAsync(stage);
        Assert.Equal((1L, 1L, 1L), (stage.Metrics.HashWriteFails.Value(), stage.Metrics.HashWrites.Value(), stage.Metrics.Processed.Value()));
    }

    // A permit that was consumed for a plan that is done does not come back with an entry that is given again.
    [Fact]
    public async Task Entry_GivenAgain_AfterItsPlanWasDone_GetsNoPermit()
    {
        await using var bench = await WithPortfolioAsync();
        await bench.AppendAsync(Proposals, Proposal());
        var first = await Bench.StartAsync(new HeatGateStage(bench.Context, Options));
        bench.Faults.Before("acknowledge", Proposals.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(first));
        await bench.Context.Store.DeleteAsync(PermitKey);
        await bench.Context.Store.SetTextAsync(Keys.PlanState(Plan), PlanStates.Done, timeToLive: null);

        await RunAsync(bench);

        Assert.Null(await PermitAsync(bench));
    }
}
