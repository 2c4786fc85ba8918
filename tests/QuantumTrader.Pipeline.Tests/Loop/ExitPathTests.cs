using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Pipeline.Tests.Loop;

/// <summary>From a proposal through every gate to the venue: no kill score keeps a position from being closed or better protected.</summary>
public sealed class ExitPathTests
{
    private static readonly HarvestAction[] Actions =
        [HarvestAction.FullCloseProposed, HarvestAction.Partial75, HarvestAction.Partial50, HarvestAction.Partial25, HarvestAction.UpdateSl];

    public static TheoryData<HarvestAction, int> Exits
    {
        get
        {
            var rows = new TheoryData<HarvestAction, int>();
            foreach (var action in Actions)
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
        await using var loop = await LoopBench.OpenAsync();
        await loop.ProposeAsync(action, hundredths / 100.0);
        await loop.SettleAsync();

        var result = Assert.Single(await loop.Execution.ResultsAsync());
        Assert.True(result.Executed, $"{action} at {hundredths / 100.0}: {result.Error}");
    }
}
