namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>
/// <c>kill -9</c> of a stage at each kind of call of a port, before and after it, on a real Redis: the victim is a process of its own, the other stages are another one. No order
/// twice, none lost: each position has the fills that it has when nobody dies, one stop rests for it, and the ledger says what the venue says.
/// </summary>
public abstract class KillTable(ITestOutputHelper output)
{
    protected async Task AssertTheSameAsync(string stage)
    {
        var due = await Undisturbed.GetAsync();
        var boundaries = due.Boundaries[stage];
        Assert.NotEmpty(boundaries);
        await using var run = await ProcessRun.StartAsync(stage, boundaries, due.Groups);

        var wrong = new List<string>();
        var round = 0;
        for (var last = false; !last; round++)
        {
            if (round == MarketRun.Symbols)
            {
                wrong.Add($"the market is over, and nobody came to {string.Join(", ", boundaries.Except(run.Chain.Deaths))}");
                break;
            }

            // One more when all have died: the ordinary process does what the others did.
            last = run.Chain.IsOver;
            var before = run.Chain.Deaths.Count;
            await run.Market.PlayAsync(round);
            var fills = await run.Market.FillsAsync(run.Market.SymbolOf(round));
            if (!due.FillsOf(round).SequenceEqual(fills))
                wrong.Add($"died {string.Join(", ", run.Chain.Deaths.Skip(before))}: {string.Join("; ", fills)} instead of {string.Join("; ", due.FillsOf(round))}");
        }

        wrong.AddRange(run.Market.Wrong);
        wrong.AddRange(await run.Market.View.WrongAsync());
        output.WriteLine($"{stage}: {run.Chain.Deaths.Count} deaths in {round} positions");
        Assert.True(wrong.Count == 0, $"{string.Join('\n', wrong)}\n{run.Errors}");
        Assert.Equal(boundaries.Count, run.Chain.Deaths.Distinct().Count());
    }
}
