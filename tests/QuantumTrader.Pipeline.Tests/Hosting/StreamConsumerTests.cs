using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;
using static QuantumTrader.Pipeline.Tests.Hosting.WordConsumers;

namespace QuantumTrader.Pipeline.Tests.Hosting;

public sealed class StreamConsumerTests
{
    private readonly List<string> _handled = [];
    private string? _broken;

    [Fact]
    public async Task Step_HandlesABatch_FinishesIt_ThenAcknowledges()
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        await AppendAsync(bench, "a", "b", "c");
        var pendingAtFinish = -1L;

        Assert.Equal(2, await consumer.StepAsync(Handle, async _ => pendingAtFinish = await PendingAsync(bench), default));
        Assert.Equal(1, await StepAsync(consumer));
        Assert.Equal(0, await StepAsync(consumer));

        Assert.Equal(["a", "b", "c"], _handled);
        Assert.Equal(2, pendingAtFinish);
        Assert.Equal(0, await PendingAsync(bench));
    }

    [Fact]
    public async Task Step_AfterACrash_TakesUpItsOwnEntriesBeforeNewOnes()
    {
        await using var bench = new Bench();
        var dead = await StartAsync(bench);
        await AppendAsync(bench, "a", "b", "c");
        await dead.TakeAsync(Handle, default);
        _handled.Clear();

        var restarted = await StartAsync(bench);
        while (await StepAsync(restarted) > 0)
        {
        }

        Assert.Equal(["a", "b", "c"], _handled);
        Assert.Equal(0, await PendingAsync(bench));
    }

    [Fact]
    public async Task Take_RepeatedBeforeTheAcknowledgement_GivesEachPendingEntryOnce()
    {
        await using var bench = new Bench();
        var dead = await StartAsync(bench);
        await AppendAsync(bench, "a", "b", "c", "d", "e");
        while (await dead.TakeAsync(Handle, default) > 0)
        {
        }

        await AppendAsync(bench, "f");
        _handled.Clear();
        var restarted = await StartAsync(bench);
        while (await restarted.TakeAsync(Handle, default) > 0)
        {
        }

        Assert.Equal(["a", "b", "c", "d", "e", "f"], _handled);
        Assert.Equal(6, await PendingAsync(bench));
        await restarted.AcknowledgeAsync(default);
        Assert.Equal(0, await PendingAsync(bench));
        Assert.Empty(await bench.EntriesAsync(Letter.Stream));
    }

    [Fact]
    public async Task Step_ClaimsWhatADeadConsumerLeft_OnceItIsIdleLongEnough()
    {
        await using var bench = new Bench();
        var dead = await StartAsync(bench, name: "dead");
        await AppendAsync(bench, "a");
        await dead.TakeAsync(_ => { }, default);
        var alive = await StartAsync(bench, name: "alive");

        Assert.Equal(0, await StepAsync(alive));
        bench.Pass(59);
        Assert.Equal(0, await StepAsync(alive));
        bench.Pass(31);
        Assert.Equal(1, await StepAsync(alive));

        Assert.Equal(["a"], _handled);
        Assert.Equal(0, await PendingAsync(bench));
    }

    [Fact]
    public async Task Claim_OfATrimmedEntry_ReportsTheLoss()
    {
        await using var bench = new Bench();
        var dead = await StartAsync(bench, name: "dead");
        await AppendAsync(bench, "a", "b");
        await dead.TakeAsync(_ => { }, default);
        await bench.Context.Bus.TrimAsync(Word.Stream.Name, 1);
        bench.Pass(90);

        Assert.Equal(1, await StepAsync(await StartAsync(bench, name: "alive")));

        Assert.Equal(["b"], _handled);
        Assert.Equal(1, bench.Log.Count("the entry is lost"));
    }

    [Fact]
    public async Task Handler_ThatKeepsFailing_ItsEntryBecomesADeadLetter_AndBlocksNobody()
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        await AppendAsync(bench, "a", "bad", "c");
        _broken = "bad";

        for (var step = 0; step < 10; step++)
            await StepAsync(consumer);

        Assert.Equal(["a", "c"], _handled);
        Assert.Equal(0, await PendingAsync(bench));
        Assert.Equal([new Letter("bad", "failed 3 times")], await bench.EntriesAsync(Letter.Stream));
        Assert.Equal(3, bench.Log.Count("group failed ("));
    }

    [Fact]
    public async Task Handler_ThatRecovers_HandlesTheEntryInTheEnd()
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        await AppendAsync(bench, "bad");
        _broken = "bad";
        await StepAsync(consumer);
        _broken = null;
        await StepAsync(consumer);

        Assert.Equal(["bad"], _handled);
        Assert.Equal(0, await PendingAsync(bench));
    }

    [Fact]
    public async Task UnreadableEntry_GoesToTheDeadLettersWithItsReason()
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        await bench.AppendAsync(new StreamKey<RawFields>(Word.Stream.Name), RawFields.Of(("other", "x")));
        await AppendAsync(bench, "b");

        Assert.Equal(2, await StepAsync(consumer));

        Assert.Equal(["b"], _handled);
        Assert.Equal(0, await PendingAsync(bench));
        var letter = Assert.Single(await bench.EntriesAsync(Letter.Stream));
        Assert.Contains("words: field 'text' is missing", letter.Reason, StringComparison.Ordinal);
    }

    // The batch holds two entries: what is in the stage's hands fills more than one of them.
    [Fact]
    public async Task Acknowledge_OfSome_KeepsTheOthersInHand_AndGivesThemToNobodyTwice()
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        var ids = await TakeAllAsync(bench, consumer, "a", "b", "c", "d", "e");

        await consumer.AcknowledgeAsync([ids["b"], ids["e"]], default);
        await TakeAllAsync(bench, consumer, "f");

        Assert.Equal(["a", "b", "c", "d", "e", "f"], _handled);
        Assert.Equal(4, await PendingAsync(bench));
        await consumer.AcknowledgeAsync(default);
        Assert.Equal(0, await PendingAsync(bench));
    }

    [Fact]
    public async Task Abandon_GivesWhatWasInHandAgain_AndNothingThatWasAcknowledged()
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        var ids = await TakeAllAsync(bench, consumer, "a", "b", "c", "d", "e");
        await consumer.AcknowledgeAsync([ids["b"]], default);
        _handled.Clear();

        consumer.Abandon();
        await TakeAllAsync(bench, consumer, "f");

        Assert.Equal(["a", "c", "d", "e", "f"], _handled);
    }

    // The rescan that a failing entry causes passes over what is in the stage's hands, however often that was delivered.
    [Fact]
    public async Task Entry_InHand_IsNeverADeadLetter_ThoughAnotherOneFails()
    {
        await using var bench = new Bench();
        var consumer = await StartAsync(bench);
        _broken = "bad";
        await TakeAllAsync(bench, consumer, "a", "bad", "c");
        for (var i = 0; i < 6; i++)
        {
            var ids = await TakeAllAsync(bench, consumer, $"x{i}");
            await consumer.AcknowledgeAsync([ids[$"x{i}"]], default);
        }

        Assert.Equal([new Letter("bad", "failed 3 times")], await bench.EntriesAsync(Letter.Stream));
        Assert.Equal(["a", "c", "x0", "x1", "x2", "x3", "x4", "x5"], _handled);
        Assert.Equal(2, await PendingAsync(bench));
    }

    private async Task<Dictionary<string, StreamId>> TakeAllAsync(Bench bench, StreamConsumer<Word> consumer, params string[] words)
    {
        await AppendAsync(bench, words);
        var ids = new Dictionary<string, StreamId>();
        var seen = 1;
        while (seen > 0)
        {
            seen = await consumer.TakeAsync((id, word) =>
            {
                Handle(word);
                ids.Add(word.Text, id);
            }, default);
        }

        return ids;
    }

    private void Handle(Word word)
    {
        if (word.Text == _broken)
            throw new InvalidDataException("cannot take it");
        _handled.Add(word.Text);
    }

    private async Task<int> StepAsync(StreamConsumer<Word> consumer) => await consumer.StepAsync(Handle, _ => default, default);
}
