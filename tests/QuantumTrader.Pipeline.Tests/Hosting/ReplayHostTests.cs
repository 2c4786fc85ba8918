using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

public sealed class ReplayHostTests
{
    [Fact]
    public async Task Step_MovesTheClockToTheFeed_AndStepsUntilAllAreQuiet()
    {
        await using var bench = new Bench();
        var heard = new List<string>();
        var start = bench.Clock.GetUtcNow();
        var feed = new ScriptedFeed(bench.Context.Bus, bench.Clock, (start.AddMinutes(1), "a"), (start.AddMinutes(1), "b"), (start.AddMinutes(5), "c"));

        // The second stage answers the first one, which comes before it in the order.
        var first = new ScriptedStage(bench.Context.Bus, bench.Clock, "first", word => Hear("first", word));
        var second = new ScriptedStage(bench.Context.Bus, bench.Clock, "second", async word =>
        {
            await Hear("second", word);
            if (word == "a")
                await bench.AppendAsync(Word.Stream, new Word("answer"));
        });
        var host = new ReplayHost(bench.Clock, bench.Context.Bus, feed, [first, second]);
        await host.StartAsync(default);

        Assert.True(await host.StepAsync(default));
        Assert.True(await host.StepAsync(default));
        Assert.False(await host.StepAsync(default));

        Assert.Equal(
            ["1 first a", "1 second a", "1 first answer", "1 first b", "1 second answer", "1 second b", "5 first c", "5 second c"],
            heard);

        ValueTask Hear(string who, string word)
        {
            heard.Add($"{(bench.Clock.GetUtcNow() - start).TotalMinutes} {who} {word}");
            return default;
        }
    }

    [Fact]
    public async Task Step_WithBarsFromThePast_LeavesTheClockWhereItIs()
    {
        await using var bench = new Bench();
        var now = bench.Clock.GetUtcNow();
        var host = new ReplayHost(bench.Clock, bench.Context.Bus, new ScriptedFeed(bench.Context.Bus, bench.Clock, (now.AddHours(-1), "a")), []);

        Assert.True(await host.StepAsync(default));

        Assert.Equal(now, bench.Clock.GetUtcNow());
    }
}
