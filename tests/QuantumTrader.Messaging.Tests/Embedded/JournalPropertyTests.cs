using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

/// <summary>Whatever is done, and wherever the engine is closed, reopened or compacted on the way: a journalled engine equals one in
/// memory.</summary>
public sealed class JournalPropertyTests
{
    private const int Operations = 18;

    [Fact]
    public void Engine_with_a_journal_reopened_anywhere_equals_one_in_memory()
    {
        var step = from operation in Gen.Choose(0, Operations + 1)
                   from key in Gen.Choose(0, 2)
                   from value in Gen.Choose(1, 6)
                   select new Step(operation, key, value);
        Prop.ForAll(Arb.From(step.ListOf()), steps => Compare([.. steps]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(150));
    }

    private static bool Compare(IReadOnlyList<Step> steps)
    {
        using var directory = new DataDirectory();
        var time = new ManualTime();
        var memory = new EmbeddedEngine(time);
        var journalled = directory.Open(time);
        try
        {
            foreach (var step in steps)
            {
                if (step.Operation == Operations)
                {
                    Await(journalled.DisposeAsync().AsTask());
                    journalled = directory.Open(time);
                }
                else if (step.Operation == Operations + 1)
                {
                    Await(journalled.CompactAsync());
                }
                else
                {
                    Assert.Equal(Run(memory, time, step), Run(journalled, time, step));
                    time.Advance(TimeSpan.FromMilliseconds(step.Value % 3));
                }
            }

            Await(journalled.DisposeAsync().AsTask());
            journalled = directory.Open(time);
            Assert.Equal(EngineState.Of(memory), EngineState.Of(journalled));
            return true;
        }
        finally
        {
            Await(journalled.DisposeAsync().AsTask());
        }
    }

    // What the operation answered, as text; an error it refused with is an answer too.
    private static string Run(EmbeddedEngine engine, ManualTime time, Step step)
    {
        try
        {
            return RunAsync(engine, step).GetAwaiter().GetResult();
        }
        catch (Exception refused) when (refused is WireFormatException or InvalidOperationException)
        {
            return $"{time.GetUtcNow():O} {refused.Message}";
        }
    }

    private static async Task<string> RunAsync(EmbeddedEngine engine, Step step)
    {
        var (store, bus) = (engine.Store, engine.Bus);
        var name = $"key {step.Key}";
        var stream = new StreamKey<Note>(name, MaxLength: 8);
        var consumer = new Consumer($"group {step.Value % 2}", $"consumer {step.Value % 3}");
        var life = step.Value > 3 ? TimeSpan.FromMilliseconds(step.Value * 5) : (TimeSpan?)null;
        var text = step.Value.ToString(CultureInfo.InvariantCulture);
        var document = new DocumentKey<Paper>(name, Samples.Document.Json);
        return step.Operation switch
        {
            0 => await Done(store.SetAsync(new HashKey<Note>(name), new Note(step.Value, text), life)),
            1 => Show(await store.GetAsync(new HashKey<Note>(name))),
            2 => await Done(store.SetAsync(document, new Paper(text, step.Value), life)),
            3 => Show(await store.GetAsync(document)),
            4 => await Done(store.SetTextAsync(name, text, life)),
            5 => $"{await store.SetTextIfAbsentAsync(name, text, life)} {await store.GetTextAsync(name)}",
            6 => $"{await store.IncrementAsync(name, step.Value, life)} {await store.GetLifeAsync(name)}",
            7 => $"{await store.DeleteAsync(name)}",
            8 when step.Value % 2 == 0 => Show(await store.ConsumeTogetherAsync([new(name, text)], new ConsumeMark($"key {(step.Key + 1) % 3}", text, life))),
            8 => Show(await store.ConsumeTogetherAsync([new(name, text)])),
            9 => await Done(store.AddToSeriesAsync(new SeriesKey<Note>(name, 3), step.Value, new Note(step.Value))),
            10 => string.Join(';', await store.ReadSeriesAsync(new SeriesKey<Note>(name, 3), 2)),
            11 => $"{await bus.AppendAsync(stream, new Note(step.Value))} {await bus.AppendAsync(stream, new Note(step.Value, text))}",
            12 => await Done(bus.CreateGroupAsync(name, consumer.Group, step.Value > 4 ? GroupStart.End : GroupStart.Beginning)),
            13 => string.Join(';', await bus.ReadNewAsync(stream, consumer, step.Value)),
            14 => string.Join(';', await bus.ReadPendingAsync(stream, consumer, StreamId.Zero, step.Value)),
            15 => Show(await bus.ClaimAsync(stream, consumer, TimeSpan.FromMilliseconds(step.Value), step.Value)),
            16 => await AcknowledgeSome(bus, stream, consumer, step.Value),
            _ => await TrimAndReport(bus, name, step.Value),
        };
    }

    private static async Task<string> AcknowledgeSome(IStreamBus bus, StreamKey<Note> stream, Consumer consumer, int count)
    {
        var pending = await bus.ReadPendingAsync(stream, consumer, StreamId.Zero, count);
        if (pending.Count > 2)
            await bus.DeadLetterAsync(stream.Name, consumer.Group, pending[0].Id, "bad");
        await bus.AcknowledgeAsync(stream.Name, consumer.Group, [.. pending.Skip(1).Select(entry => entry.Id)]);
        return string.Join(';', pending);
    }

    private static async Task<string> TrimAndReport(IStreamBus bus, string stream, int length)
    {
        await bus.TrimAsync(stream, length);
        return $"{await bus.GetLengthAsync(stream)} {string.Join(';', await bus.GetGroupsAsync(stream))}";
    }

    private static async Task<string> Done(ValueTask operation)
    {
        await operation;
        return "done";
    }

    private static string Show<T>(Stored<T> stored)
        where T : class => $"{stored.Value} {stored.Error}";

    private static string Show(ConsumeOutcome outcome) => $"{outcome.Consumed} {string.Join(';', outcome.Blocking)}";

    private static string Show(ClaimedEntries<Note> claimed) => $"{string.Join(';', claimed.Entries)} {string.Join(';', claimed.Lost)}";

    private static void Await(Task task) => task.GetAwaiter().GetResult();

    private sealed record Step(int Operation, int Key, int Value);
}
