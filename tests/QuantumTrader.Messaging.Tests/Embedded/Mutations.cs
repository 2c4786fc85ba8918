using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Embedded;

/// <summary>Each kind of mutation once, on keys of its own, and all of them in one go.</summary>
internal static class Mutations
{
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(5);

    public static IReadOnlyDictionary<string, Func<IEngine, Task>> ByName { get; } = new Dictionary<string, Func<IEngine, Task>>(StringComparer.Ordinal)
    {
        ["hash set"] = engine => engine.Store.SetAsync(Samples.Hash, new Note(1, "été ✓ 日本"), s_life).AsTask(),
        ["hash set without end"] = engine => engine.Store.SetAsync(Samples.Hash, new Note(-1), null).AsTask(),
        ["document set"] = engine => engine.Store.SetAsync(Samples.Document, new Paper("p", 3), s_life).AsTask(),
        ["text set"] = engine => engine.Store.SetTextAsync("text", "", s_life).AsTask(),
        ["set if absent"] = async engine =>
        {
            await engine.Store.SetTextIfAbsentAsync("lock", "first", s_life);
            await engine.Store.SetTextIfAbsentAsync("lock", "second", null);
        },
        ["increment"] = async engine =>
        {
            await engine.Store.IncrementAsync("counter", long.MinValue, s_life);
            await engine.Store.IncrementAsync("counter", 3, null);
        },
        ["delete"] = async engine =>
        {
            await engine.Store.SetTextAsync("gone", "a", null);
            await engine.Store.DeleteAsync("gone");
        },
        ["consume together"] = async engine =>
        {
            await engine.Store.SetTextAsync("permit", "a", s_life);
            await engine.Store.SetAsync(new DocumentKey<Paper>("permit 2", Samples.JsonOf<Paper>()), new Paper("p", 1), s_life);
            Assert.True((await engine.Store.ConsumeTogetherAsync([new("permit", "a"), new("permit 2", """{"Title":"p","Pages":1}""")])).Consumed);
        },
        ["consume and mark"] = async engine =>
        {
            await engine.Store.SetTextAsync("marked permit", "a", s_life);
            await engine.Store.SetTextAsync("marked permit 2", "b", s_life);
            Assert.True((await engine.Store.ConsumeTogetherAsync(
                [new("marked permit", "a"), new("marked permit 2", "b")], new ConsumeMark("mark", "été", s_life))).Consumed);
        },
        ["series add"] = async engine =>
        {
            foreach (var score in new long[] { 3, 1, 2, 4, 3 })
                await engine.Store.AddToSeriesAsync(Samples.Series, score, new Note(score, new string('x', (int)score)));
        },
        ["stream append"] = async engine =>
        {
            for (var i = 0; i < 7; i++)
                await engine.Bus.AppendAsync(new StreamKey<Note>("appended", MaxLength: 5), new Note(i));
        },
        ["group create"] = async engine =>
        {
            await engine.Bus.CreateGroupAsync("empty", "group", GroupStart.Beginning);
            await engine.Bus.AppendAsync(new StreamKey<Note>("groups"), new Note(1));
            await engine.Bus.CreateGroupAsync("groups", "end", GroupStart.End);
        },
        ["delivery"] = engine => Deliver(engine, "delivered"),
        ["acknowledge"] = async engine =>
            await engine.Bus.AcknowledgeAsync("acknowledged", "group", [(await Deliver(engine, "acknowledged"))[1], new StreamId(1, 1)]),
        ["delivery again"] = async engine =>
        {
            await Deliver(engine, "again");
            await engine.Bus.ReadPendingAsync(new StreamKey<Note>("again"), Samples.One, StreamId.Zero, 2);
        },
        ["claim"] = async engine =>
        {
            await Deliver(engine, "claimed");
            await engine.Bus.TrimAsync("claimed", 3);
            var claimed = await engine.Bus.ClaimAsync(new StreamKey<Note>("claimed"), Samples.Two, TimeSpan.Zero, 2);
            Assert.Equal((1, 1), (claimed.Entries.Count, claimed.Lost.Count));
        },
        ["dead letter"] = async engine =>
            await engine.Bus.DeadLetterAsync("failing", "group", (await Deliver(engine, "failing"))[0], "bad"),
        ["trim"] = async engine =>
        {
            await Deliver(engine, "trimmed");
            await engine.Bus.TrimAsync("trimmed", 0);
        },
    };

    public static async Task ApplyAllAsync(IEngine engine)
    {
        foreach (var apply in ByName.Values)
            await apply(engine);
    }

    private static async Task<StreamId[]> Deliver(IEngine engine, string stream)
    {
        var key = new StreamKey<Note>(stream);
        await engine.Bus.CreateGroupAsync(stream, "group", GroupStart.Beginning);
        for (var i = 0; i < 4; i++)
            await engine.Bus.AppendAsync(key, new Note(i));
        return [.. (await engine.Bus.ReadNewAsync(key, Samples.One, 3)).Select(entry => entry.Id)];
    }
}
