using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

public sealed class SymbolTriggersTests
{
    private static readonly StreamKey<Word> Other = new("other");
    private readonly List<string> _evaluated = [];

    [Fact]
    public async Task FirstStep_LooksAtAll_InTheOrderOfTheList()
    {
        await using var bench = new Bench();
        var triggers = await StartAsync(bench);

        Assert.True(triggers.NextDue <= bench.Clock.GetUtcNow());
        Assert.True(await StepAsync(triggers));
        Assert.False(await StepAsync(triggers));

        Assert.Equal(["B,A,C"], _evaluated);
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(10), triggers.NextDue);
    }

    [Fact]
    public async Task Interval_LooksAtAllAgain()
    {
        await using var bench = new Bench();
        var triggers = await StartAsync(bench);
        await StepAsync(triggers);

        bench.Pass(9.999);
        Assert.False(await StepAsync(triggers));
        bench.Pass(0.001);
        Assert.True(await StepAsync(triggers));

        Assert.Equal(["B,A,C", "B,A,C"], _evaluated);
    }

    [Fact]
    public async Task News_OfSeveralStreams_EvaluatesASymbolOnce_AndOnlyOwnSymbols()
    {
        await using var bench = new Bench();
        var triggers = await StartAsync(bench);
        await StepAsync(triggers);

        await bench.AppendAsync(Word.Stream, new Word("A"));
        await bench.AppendAsync(Other, new Word("A"));
        await bench.AppendAsync(Other, new Word("FOREIGN"));
        await StepAsync(triggers);
        await bench.AppendAsync(Other, new Word("FOREIGN"));
        await StepAsync(triggers);

        Assert.Equal(["B,A,C", "A"], _evaluated);
        Assert.All(await bench.GroupsAsync(Other.Name), group => Assert.Equal((0, 0), (group.Pending, group.Lag)));
    }

    [Fact]
    public async Task Later_BringsTheSymbolUpAgain_UnlessNewsDoBefore()
    {
        await using var bench = new Bench();
        var triggers = await StartAsync(bench);
        await StepAsync(triggers);
        triggers.Later("C", bench.Clock.GetUtcNow().AddSeconds(2));
        triggers.Later("A", bench.Clock.GetUtcNow().AddSeconds(2));
        await bench.AppendAsync(Word.Stream, new Word("A"));
        await StepAsync(triggers);

        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(2), triggers.NextDue);
        bench.Pass(2);
        await StepAsync(triggers);

        Assert.Equal(["B,A,C", "A", "C"], _evaluated);
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(8), triggers.NextDue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Evaluation_ThatFails_IsRepeated_WhateverAskedForIt(bool byNews)
    {
        await using var bench = new Bench();
        var triggers = await StartAsync(bench);
        await StepAsync(triggers);
        if (byNews)
            await bench.AppendAsync(Word.Stream, new Word("A"));
        else
            triggers.Later("A", bench.Clock.GetUtcNow());

        await Assert.ThrowsAsync<EngineUnavailableException>(
            async () => await triggers.StepAsync((_, _) => throw new EngineUnavailableException("lost"), default));
        Assert.True(await StepAsync(triggers));
        Assert.False(await StepAsync(triggers));

        Assert.Equal(["B,A,C", "A"], _evaluated);
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Word.Stream.Name)).Pending);
    }

    [Fact]
    public async Task Acknowledgement_ThatFails_RepeatsTheEvaluation()
    {
        await using var bench = new Bench();
        var triggers = await StartAsync(bench);
        await StepAsync(triggers);
        await bench.AppendAsync(Word.Stream, new Word("A"));
        bench.Faults.Before("acknowledge", Word.Stream.Name);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => StepAsync(triggers));
        await StepAsync(triggers);

        Assert.Equal(["B,A,C", "A", "A"], _evaluated);
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Word.Stream.Name)).Pending);
    }

    [Fact]
    public async Task Entries_FromBeforeTheFirstStart_AreLeftAlone_ThoseOfADowntimeAreNot()
    {
        await using var bench = new Bench();
        await bench.AppendAsync(Word.Stream, new Word("A"));
        await StartAsync(bench);
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Word.Stream.Name)).Lag);

        await bench.AppendAsync(Word.Stream, new Word("A"));
        var restarted = await StartAsync(bench);
        await StepAsync(restarted);

        Assert.Equal(["B,A,C"], _evaluated);
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Word.Stream.Name)).Lag);
    }

    private static async Task<SymbolTriggers> StartAsync(Bench bench)
    {
        var triggers = new SymbolTriggers(["B", "A", "C"], TimeSpan.FromSeconds(10), "group", bench.Context.Bus, bench.Clock, bench.Log)
            .On(Word.Stream, word => word.Text)
            .On(Other, word => word.Text);
        await triggers.StartAsync(default);
        return triggers;
    }

    private async Task<bool> StepAsync(SymbolTriggers triggers) => await triggers.StepAsync(
        (symbols, _) =>
        {
            _evaluated.Add(string.Join(',', symbols));
            return default;
        }, default);
}
