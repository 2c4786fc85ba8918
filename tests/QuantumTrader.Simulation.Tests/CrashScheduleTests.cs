using FsCheck;
using FsCheck.Fluent;

namespace QuantumTrader.Simulation.Tests;

/// <summary>Several deaths in one run, of any stages at any calls, also of one that has just been started again and of one that is only starting.</summary>
public sealed class CrashScheduleTests
{
    private const int Runs = 100;

    // More than a failing entry is forgiven: deaths are not held against the entry that is in hand.
    private const int MostDeaths = 7;

    private const int Places = 10_000;

    private static readonly long[] Seeds = [5, 6, 7];

    [Fact]
    public async Task AnyDeaths_TheVenueSeesTheSame()
    {
        var undisturbed = new Dictionary<long, (List<string> Fills, List<int> Calls)>();
        foreach (var seed in Seeds)
        {
            await using var world = new World(seed, Scenario.Options());
            await world.RunAsync();
            undisturbed[seed] = (world.Fills, [.. world.Calls.Select(calls => calls.Faults.Done.Count)]);
        }

        var death = from stage in Gen.Choose(0, undisturbed[Seeds[0]].Calls.Count - 1)
                    from place in Gen.Choose(0, Places - 1)
                    from carriedOut in Gen.Elements(false, true)
                    select (Stage: stage, Place: place, CarriedOut: carriedOut);
        var schedules = from seed in Gen.Elements(Seeds)
                        from count in Gen.Choose(1, MostDeaths)
                        from deaths in Gen.ArrayOf(death, count)
                        select (Seed: seed, Deaths: deaths);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), Prop.ForAll(schedules.ToArbitrary(), schedule =>
        {
            var (fills, calls) = undisturbed[schedule.Seed];
            Assert.Empty(WrongAsync(schedule.Seed, schedule.Deaths, fills, calls).GetAwaiter().GetResult());
        }));
    }

    private static async Task<List<string>> WrongAsync(long seed, (int Stage, int Place, bool CarriedOut)[] deaths, List<string> fills, List<int> calls)
    {
        await using var world = new World(seed, Scenario.Options());
        var faults = world.Calls.Select(stage => stage.Faults).ToList();
        foreach (var (stage, place, carriedOut) in deaths)
            faults[stage].AtAny(1 + (int)((long)calls[stage] * place / Places), carriedOut);
        await world.RunAsync();

        List<string> wrong = [.. world.Faulty, .. await world.View.WrongAsync()];
        if (FillComparison.Difference(fills, world.Fills) is { } difference)
            wrong.Add(difference);
        return wrong;
    }
}
