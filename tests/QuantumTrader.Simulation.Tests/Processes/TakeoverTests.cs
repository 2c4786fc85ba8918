using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>Two processes each of the stages that decide, send and book, on one Redis: one of the two works, and the other takes over in the middle of what happens.</summary>
public sealed class TakeoverTests
{
    private static readonly string[] Doubled = [StageNames.Apply, StageNames.Execution, StageNames.PositionState];

    [Fact]
    public async Task ActiveOneIsKilled_WhileItWorks_TheOtherTakesOver()
    {
        const int Rounds = 2;
        const int AllAtOnce = 2;
        var enough = (3 * Doubled.Length) + AllAtOnce;
        var due = await Undisturbed.GetAsync();
        await using var run = await PairRun.StartAsync(Doubled, due.Groups);

        // Each by turns, then all of them at once.
        var kills = 0;
        run.WhileBusy = async () =>
        {
            if (kills == enough)
                return true;
            var victims = kills < 3 * Doubled.Length ? [run.Pairs[kills % Doubled.Length]] : run.Pairs;
            var done = await Task.WhenAll(victims.Select(pair => pair.KillActiveAsync()));
            kills += done.Any(killed => killed) ? 1 : 0;
            return done.Any(killed => killed);
        };
        for (var round = 0; round < Rounds; round++)
            await AssertRoundAsync(run, due, round);

        Assert.Equal(enough, kills);
        await AssertSoundAsync(run);
    }

    [Fact]
    public async Task ActiveOneIsPaused_AndWakesWhenTheOtherHasTakenOver_ItEnds()
    {
        const int Times = 4;
        var due = await Undisturbed.GetAsync();
        await using var run = await PairRun.StartAsync(Doubled, due.Groups);
        for (var round = 0; round < Doubled.Length; round++)
        {
            var pair = run.Pairs[round];
            var (isFrozen, times) = (false, 0);
            run.WhileBusy = async () =>
            {
                if (times == Times)
                    return true;
                isFrozen = await pair.FreezeActiveAsync();
                times += isFrozen ? 1 : 0;
                return isFrozen;
            };
            run.WhenQuiet = async () =>
            {
                if (!isFrozen)
                    return;
                isFrozen = false;
                var outcome = await pair.ThawAsync();
                Assert.Contains($"{pair.Stage}: its lease ended and", outcome.Errors, StringComparison.Ordinal);
                Assert.Equal(1, outcome.ExitCode);
            };
            await AssertRoundAsync(run, due, round);
            Assert.Equal(Times, times);
        }

        await AssertSoundAsync(run);
    }

    private static async Task AssertRoundAsync(PairRun run, Undisturbed due, int round)
    {
        await run.Market.PlayAsync(round);
        var fills = await run.Market.FillsAsync(run.Market.SymbolOf(round));
        Assert.True(due.FillsOf(round).SequenceEqual(fills), $"position {round}: {string.Join("; ", fills)} instead of {string.Join("; ", due.FillsOf(round))}\n{run.Errors}");
    }

    private static async Task AssertSoundAsync(PairRun run)
    {
        run.WhileBusy = null;
        Assert.Empty(run.Market.Wrong);
        Assert.Empty(await run.Market.View.WrongAsync());
    }
}
