using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Apply;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Execution;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.Loop;

/// <summary>Everything behind a harvest proposal: heat gate, apply, governor, position-state and execution, with an open long of 0.1 BTC.</summary>
internal sealed class LoopBench : IAsyncDisposable
{
    private static readonly SymbolList s_symbols = SymbolList.Of(Bench.Btc);
    private static readonly StreamKey<HarvestProposalRecord> s_proposals = new(Keys.HarvestProposalStream);

    private readonly IStage[] _stages;
    private long _openedEpoch;

    private LoopBench(ExecutionBench execution, IStage[] stages) => (Execution, _stages) = (execution, stages);

    public ExecutionBench Execution { get; }

    public static async Task<LoopBench> OpenAsync()
    {
        var execution = await ExecutionBench.OpenAsync();
        var context = execution.Bench.Context;
        var loop = new LoopBench(execution,
        [
            execution.Stage,
            await Bench.StartAsync(new PositionStateStage(context, new PositionStateOptions())),
            await Bench.StartAsync(new HeatGateStage(context, new HeatGateOptions { Symbols = s_symbols })),
            await Bench.StartAsync(new ApplyStage(context, new ApplyOptions { Venue = ApplyVenue.Paper, Symbols = s_symbols })),
            await Bench.StartAsync(new GovernorStage(context, new GovernorOptions())),
        ]);
        var market = new HashKey<MarketStateRecord>(Keys.MarketStatePrefix + Bench.Btc);
        await execution.Bench.SetAsync(market, Given.Market(execution.Bench.NowEpoch));
        await loop.SettleAsync();
        loop._openedEpoch = (await execution.Bench.ReadAsync(Keys.Position(Bench.Btc)))!.OpenedEpoch;
        return loop;
    }

    /// <summary>Proposed now, and not worked on yet.</summary>
    public Task ProposeAsync(HarvestAction action, double killScore = 0.7, string plan = "00000000000000aa")
    {
        var bench = Execution.Bench;
        return bench.AppendAsync(s_proposals, new HarvestProposalRecord(
            Bench.Btc, action, action == HarvestAction.UpdateSl ? 59_800 : null, 7, 600, 60, new KillScore(killScore, 1, 0, 0.2, 0.04),
            "kill_score_triggered", Given.Calm, bench.NowEpoch * 1000, PositionSide.Long, 3600, (double)ExecutionBench.Entry, (double)ExecutionBench.Entry, 0,
            (double)ExecutionBench.Amount, _openedEpoch, plan, $"{Bench.Btc}-{bench.NowEpoch}", null, Provenance.Paper, bench.NowEpoch,
            new ProposalInputs(bench.NowEpoch, bench.NowEpoch, bench.NowEpoch, "theta")));
    }

    /// <summary>Steps all stages until all of them are quiet.</summary>
    public async Task SettleAsync()
    {
        bool worked;
        do
        {
            worked = false;
            foreach (var stage in _stages)
                worked |= await Bench.RunAsync(stage) > 0;
        }
        while (worked);
    }

    public ValueTask DisposeAsync() => Execution.DisposeAsync();
}
