using static QuantumTrader.Pipeline.Tests.Hosting.WordConsumers;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>Processes that end with entries in hand: what is not to blame is never put aside, what ends them in the end is, and alone.</summary>
public sealed class StreamConsumerDeathTests
{
    private readonly List<string> _handled = [];

    [Fact]
    public async Task Deaths_FewerThanTheLimit_PutNothingAside()
    {
        await using var bench = new Bench();
        await AppendAsync(bench, "a", "b", "c");
        for (var death = 0; death < Options.MaxDeliveries - 1; death++)
            await LiveUntilAsync(bench, "a");

        await LiveAsync(bench);

        Assert.Equal(["a", "b", "c"], _handled.TakeLast(3));
        Assert.Equal(0, await PendingAsync(bench));
        Assert.Empty(await bench.EntriesAsync(Letter.Stream));
    }

    // It lies in the middle of a batch: those before it are finished, those behind it come after it.
    [Fact]
    public async Task Entry_ThatEndsEveryProcess_IsPutAside_AndItsNeighboursAreHandled()
    {
        await using var bench = new Bench();
        await AppendAsync(bench, "a", "poison", "c", "d");

        var lives = 1;
        while (!await LiveUntilAsync(bench, "poison"))
            lives++;

        Assert.InRange(lives, Options.MaxDeliveries, Options.MaxDeliveries + Options.SuspectDeliveries);
        Assert.Equal("poison", Assert.Single(await bench.EntriesAsync(Letter.Stream)).Text);
        Assert.Equal(["c", "d"], _handled.TakeLast(2));
        Assert.Contains("a", _handled);
        Assert.Equal(0, await PendingAsync(bench));
    }

    private Task<bool> LiveAsync(Bench bench) => LiveUntilAsync(bench, deadly: null);

    // One process: it ends before the batch with this word is acknowledged, else when nothing is left to do.
    private async Task<bool> LiveUntilAsync(Bench bench, string? deadly)
    {
        var consumer = await StartAsync(bench);
        var taken = new List<string>();
        while (await consumer.TakeAsync(word => taken.Add(word.Text), default) > 0)
        {
            if (deadly is not null && taken.Contains(deadly))
                return false;
            _handled.AddRange(taken);
            taken.Clear();
            await consumer.AcknowledgeAsync(default);
        }

        return true;
    }
}
