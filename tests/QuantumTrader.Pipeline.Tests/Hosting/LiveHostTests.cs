using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>On the real clock, since the host's work is to wait; no test asserts how long anything took.</summary>
public sealed class LiveHostTests : IAsyncDisposable
{
    // A run that hangs becomes a failure.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly EmbeddedEngine _engine = new(TimeProvider.System);
    private readonly ListLog _log = new();
    private readonly Faults _faults = new();
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task Stage_IsWokenByEveryEntry_UntilCancelled()
    {
        using var heard = new SemaphoreSlim(0);
        var words = new List<string>();
        var running = RunAsync(Listener("one", word =>
        {
            words.Add(word);
            heard.Release();
            return default;
        }));
        for (var i = 0; i < 50; i++)
        {
            await UntilGroupsAsync(1);
            await _engine.Bus.AppendAsync(Word.Stream, new Word(i.ToString()));
            Assert.True(await heard.WaitAsync(Deadline));
        }

        await _stop.CancelAsync();
        await running.WaitAsync(Deadline);

        Assert.Equal(Enumerable.Range(0, 50).Select(i => i.ToString()), words);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task FiniteFeed_EndsTheHost_AndEveryStageHasItsGroupBeforeTheFirstEntry()
    {
        var words = new List<string>();
        var now = TimeProvider.System.GetUtcNow();
        var feed = new ScriptedFeed(_engine.Bus, TimeProvider.System, (now, "a"), (now, "b"), (now.AddMilliseconds(50), "c"));

        await RunAsync(feed, Listener("one", _ => default), Listener("two", word =>
        {
            words.Add(word);
            return default;
        })).WaitAsync(Deadline);

        // The feed waits for nobody here, so how much was heard is open; but each word is either heard, or waits in the group.
        Assert.Equal(new[] { "a", "b", "c" }.Take(words.Count), words);
        var group = (await _engine.Bus.GetGroupsAsync(Word.Stream.Name)).Single(one => one.Group == "two");
        Assert.InRange(words.Count + group.Pending + group.Lag!.Value, 3, 6);
    }

    [Fact]
    public async Task EngineLost_IsTriedAgain_AndWorkGoesOnWithoutARestart()
    {
        using var heard = new SemaphoreSlim(0);
        _faults.Before("group", Word.Stream.Name);
        _faults.Before("read", Word.Stream.Name);
        _faults.Before("acknowledge", Word.Stream.Name);
        var running = RunAsync(Listener("one", _ =>
        {
            heard.Release();
            return default;
        }));
        await UntilGroupsAsync(1);
        await _engine.Bus.AppendAsync(Word.Stream, new Word("a"));

        // Twice: the first acknowledgement is lost.
        Assert.True(await heard.WaitAsync(Deadline));
        Assert.True(await heard.WaitAsync(Deadline));
        while (Assert.Single(await _engine.Bus.GetGroupsAsync(Word.Stream.Name)).Pending > 0)
            await Task.Delay(5);
        await _stop.CancelAsync();
        await running.WaitAsync(Deadline);

        // Once for the start, and once or twice for the two losses, which may be one to the host.
        Assert.InRange(_log.Count("trying again"), 2, 3);
        Assert.NotEqual(0, _log.Count("the engine is back"));
    }

    // Nothing is due at it for a while, so it asks the engine for nothing: that is no sign of the engine.
    [Fact]
    public async Task EngineLost_AStageThatHasNothingToDo_DoesNotSayThatItIsBack()
    {
        var steps = 0;
        var back = new TaskCompletionSource();
        var running = RunAsync(new TimedStage(() =>
        {
            switch (++steps)
            {
                case 1 or 3 or 5:
                    throw new EngineUnavailableException("refused");
                case 6:
                    return true;
                case 7:
                    back.SetResult();
                    return false;
                default:
                    return false;
            }
        }));

        await back.Task.WaitAsync(Deadline);
        while (_log.Count("the engine is back") == 0)
            await Task.Delay(5);
        await _stop.CancelAsync();
        await running.WaitAsync(Deadline);

        Assert.Equal(["trying again", "the engine is back"], _log.Lines.Select(line => line.Contains("trying again", StringComparison.Ordinal) ? "trying again" : line[^"the engine is back".Length..]));
    }

    [Fact]
    public async Task EngineLost_EachReasonIsSaidOnce_UntilItIsBack()
    {
        // A turn ends with a step that has nothing to do.
        Queue<string> steps = new(["refused", "loads", "refused", "works", "idles", "loads", "works", "idles"]);
        var running = RunAsync(new TimedStage(() => steps.TryDequeue(out var step) && step switch
        {
            "works" => true,
            "idles" => false,
            _ => throw new EngineUnavailableException(step),
        }));

        while (_log.Count("the engine is back") < 2)
            await Task.Delay(5);
        await _stop.CancelAsync();
        await running.WaitAsync(Deadline);

        Assert.Equal(["refused; trying again", "loads; trying again", "the engine is back", "loads; trying again", "the engine is back"], _log.Lines.Select(line => line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stage_ThatThrows_EndsTheHostWithItsException(bool atStart)
    {
        var broken = atStart
            ? (IStage)new BrokenStage()
            : Listener("broken", _ => throw new InvalidDataException("it broke"));
        var running = RunAsync(Listener("one", _ => default), broken);
        if (!atStart)
        {
            await UntilGroupsAsync(2);
            await _engine.Bus.AppendAsync(Word.Stream, new Word("a"));
        }

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => running.WaitAsync(Deadline));

        Assert.Equal("it broke", failure.Message);
    }

    [Fact]
    public async Task Cancelled_WhileTheEngineIsAway_Ends()
    {
        for (var i = 0; i < 100; i++)
            _faults.Before("group", Word.Stream.Name);
        var running = RunAsync(Listener("one", _ => default));
        while (_log.Count("trying again") == 0)
            await Task.Delay(5);

        await _stop.CancelAsync();

        await running.WaitAsync(Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
        await _engine.DisposeAsync();
    }

    private Task RunAsync(params IStage[] stages) =>
        new LiveHost(_engine.Bus, TimeProvider.System, _log).RunAsync(stages, started: false, _stop.Token);

    private ScriptedStage Listener(string name, Func<string, ValueTask> onWord) =>
        new(new FaultyBus(_engine.Bus, _faults), TimeProvider.System, name, onWord);

    private async Task UntilGroupsAsync(int count)
    {
        while ((await _engine.Bus.GetGroupsAsync(Word.Stream.Name)).Count < count)
            await Task.Delay(5);
    }

    private sealed class TimedStage(Func<bool> step) : IStage
    {
        public string Name => "timed";

        public IReadOnlyList<string> Inputs => [];

        public DateTimeOffset? NextDue => TimeProvider.System.GetUtcNow().AddMilliseconds(5);

        public ValueTask StartAsync(CancellationToken cancellation) => default;

        public ValueTask<bool> StepAsync(CancellationToken cancellation) => new(step());
    }

    private sealed class BrokenStage : IStage
    {
        public string Name => "broken";

        public IReadOnlyList<string> Inputs => [];

        public DateTimeOffset? NextDue => null;

        public ValueTask StartAsync(CancellationToken cancellation) => throw new InvalidDataException("it broke");

        public ValueTask<bool> StepAsync(CancellationToken cancellation) => throw new InvalidOperationException("never started");
    }
}
