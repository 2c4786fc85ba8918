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

/// <summary>From a proposal through every gate to the venue: no kill score keeps a position from being closed or better protected.</summary>
public sealed class ExitPathTests
{
    private static readonly SymbolList Symbols = SymbolList.Of(Bench.Btc);
    private static readonly StreamKey<HarvestProposalRecord> Proposals = new(Keys.HarvestProposalStream);

    public static TheoryData<HarvestAction, int> Exits
    {
        get
        {
            var rows = new TheoryData<HarvestAction, int>();
            foreach (var action in (HarvestAction[])[HarvestAction.FullCloseProposed, HarvestAction.Partial75, HarvestAction.Partial50, HarvestAction.Partial25, HarvestAction.UpdateSl])
            {
                for (var hundredths = 50; hundredths <= 93; hundredths++)
                    rows.Add(action, hundredths);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Exits))]
    public async Task AtEveryKillScore_TheExitIsCarriedOut(HarvestAction action, int hundredths)
    {
        await using var execution = await ExecutionBench.OpenAsync();
        var bench = execution.Bench;
        IStage[] stages =
        [
            execution.Stage,
            await Bench.StartAsync(new PositionStateStage(bench.Context, new PositionStateOptions())),
            await Bench.StartAsync(new HeatGateStage(bench.Context, new HeatGateOptions { Symbols = Symbols })),
            await Bench.StartAsync(new ApplyStage(bench.Context, Paper)),
            await Bench.StartAsync(new GovernorStage(bench.Context, new GovernorOptions())),
        ];
        await bench.SetAsync(new HashKey<MarketStateRecord>(Keys.MarketStatePrefix + Bench.Btc), Given.Market(bench.NowEpoch));
        await SettleAsync(stages);
        var position = (await bench.ReadAsync(Keys.Position(Bench.Btc)))!;

        await bench.AppendAsync(Proposals, Proposal(bench, position, action, hundredths / 100.0));
        await SettleAsync(stages);

        var result = Assert.Single(await execution.ResultsAsync());
        Assert.True(result.Executed, $"{action} at {hundredths / 100.0}: {result.Error}");
    }

    private static ApplyOptions Paper => new() { Venue = ApplyVenue.Paper, Symbols = Symbols };

    private static HarvestProposalRecord Proposal(Bench bench, PositionRecord position, HarvestAction action, double killScore) => new(
        Bench.Btc, action, action == HarvestAction.UpdateSl ? 59_800 : null, 7, 600, 60, new KillScore(killScore, 1, 0, 0.2, 0.04), "kill_score_triggered",
        Given.Calm, bench.NowEpoch * 1000, PositionSide.Long, 3600, (double)ExecutionBench.Entry, (double)ExecutionBench.Entry, 0, (double)ExecutionBench.Amount,
        position.OpenedEpoch, "00000000000000aa", $"{Bench.Btc}-{bench.NowEpoch}", null, Provenance.Paper, bench.NowEpoch,
        new ProposalInputs(bench.NowEpoch, bench.NowEpoch, bench.NowEpoch, "theta"));

    private static async Task SettleAsync(IStage[] stages)
    {
        bool worked;
        do
        {
            worked = false;
            foreach (var stage in stages)
                worked |= await Bench.RunAsync(stage) > 0;
        }
        while (worked);
    }
}
