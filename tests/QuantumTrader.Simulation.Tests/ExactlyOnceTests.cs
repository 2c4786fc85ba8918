using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests;

/// <summary>
/// Each stage dies at each kind of call of a port, before and after it, and is started again: the venue sees what it would have seen without the death, no order twice, none lost, and
/// the ledger is what the venue says.
/// </summary>
public sealed class ExactlyOnceTests
{
    private const long Seed = 5;

    private const string Pipeline = "pipeline";
    private const string Brain = "brain";

    /// <summary>Every stage while the pipeline acts, and those between a price and an order while the brain does.</summary>
    public static TheoryData<string, string> Stages
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var stage in StageNames.InOrder.Where(name => name != StageNames.Feed))
                rows.Add(stage, Pipeline);
            foreach (var stage in (string[])[StageNames.HarvestBrain, StageNames.IntentRouter, StageNames.Execution, StageNames.PositionState])
                rows.Add(stage, Brain);
            return rows;
        }
    }

    [Fact]
    public async Task Undisturbed_TheScenarioHarvestsStopsAndCloses()
    {
        await using var world = new World(Seed, Scenario.Options());
        await world.RunAsync();

        Assert.Empty(world.Faulty);
        Assert.Empty(await world.View.WrongAsync());
        var results = await world.View.EntriesAsync(Keys.ApplyResults);
        foreach (var step in new[] { "CLOSE_FULL", "CLOSE_PARTIAL_25", "CLOSE_PARTIAL_50", "UPDATE_SL" })
            Assert.Contains(results, result => result.Executed && result.Steps[0].Step == step);
    }

    [Fact]
    public async Task Undisturbed_TheBrainHarvestsAndMovesStops_AndTheOtherEngineDoesNothing()
    {
        await using var world = new World(Seed, Scenario.Options(EngineIs(Brain)));
        await world.RunAsync();

        Assert.Empty(world.Faulty);
        Assert.Empty(await world.View.WrongAsync());
        Assert.Empty(await world.View.EntriesAsync(Keys.ApplyResults));
        var orders = await world.View.EntriesAsync(Keys.ExecutionOrders);
        foreach (var step in new[] { PlanStep.CloseQuantity, PlanStep.UpdateSl })
            Assert.Contains(orders, order => order.IsIntent && order.Step == step);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public Task StageDies_AnywhereItWrites_TheVenueSeesTheSame(string stage, string engine) => AssertTheSameAsync(stage, engine, pauses: false);

    [Theory]
    [MemberData(nameof(Stages))]
    public Task StageIsPaused_AnywhereItWrites_AndWakesWhenAnotherHasItsLease_TheVenueSeesTheSame(string stage, string engine) =>
        AssertTheSameAsync(stage, engine, pauses: true);

    private static string EngineIs(string engine) => "HARVEST_ENGINE=" + engine;

    private static async Task AssertTheSameAsync(string stage, string engine, bool pauses)
    {
        await using var undisturbed = new World(Seed, Scenario.Options(EngineIs(engine)));
        await undisturbed.RunAsync();

        // Who is paused after a write is refused the next one, as who is paused before that.
        var points = CrashPoint.Of(stage, undisturbed.Calls.Single(calls => calls.Stage == stage).Faults.Done).Where(point => !pauses || !point.CarriedOut).ToList();
        Assert.NotEmpty(points);

        var wrong = new List<string>();
        foreach (var point in points)
        {
            await using var world = new World(Seed, Scenario.Options(EngineIs(engine)), pauses);
            point.Arm(world);
            await world.RunAsync();
            if (world.Crashes != 1)
                wrong.Add($"{point}: died {world.Crashes} times");
            else if (FillComparison.Difference(undisturbed.Fills, world.Fills) is { } difference)
                wrong.Add($"{point}: {difference}");
            else
                wrong.AddRange(world.Faulty.Concat(await world.View.WrongAsync()).Select(unsound => $"{point}: {unsound}"));
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {points.Count}:\n{string.Join('\n', wrong)}");
    }
}
