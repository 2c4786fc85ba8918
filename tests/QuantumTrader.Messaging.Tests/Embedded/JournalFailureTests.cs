using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

/// <summary>A file closed under the engine stands for a disk that fails.</summary>
public sealed class JournalFailureTests : IDisposable
{
    private readonly DataDirectory _directory = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(FsyncPolicy.Always)]
    [InlineData(FsyncPolicy.Everysec)]
    [InlineData(FsyncPolicy.Never)]
    public async Task Failed_write_is_never_acknowledged_and_the_engine_stays_failed(FsyncPolicy fsync)
    {
        await using (var engine = _directory.Open(_time, fsync))
        {
            await engine.Store.SetTextAsync("key", "kept", null);
            var waiter = new StreamWaiter(["stream"]);
            await engine.Bus.WaitAsync(waiter, TimeSpan.Zero);
            var wait = engine.Bus.WaitAsync(waiter, Timeout.InfiniteTimeSpan).AsTask();
            engine.JournalFile!.Handle.Dispose();

            await Refused(async () => await engine.Store.SetTextAsync("key", "lost", null));
            await Refused(async () => await engine.Store.SetTextAsync("key", "lost", null));
            await Refused(async () => await engine.Bus.AppendAsync(Samples.Stream, new Note(1)));
            await Refused(async () => await engine.Store.GetTextAsync("key"));
            await Refused(() => wait);
        }

        await using var reopened = _directory.Open(_time, fsync);
        Assert.Equal("kept", (await reopened.Store.GetTextAsync("key")).Value);
    }

    [Fact]
    public async Task Failed_flush_of_each_second_fails_the_engine()
    {
        await using var engine = _directory.Open(_time, FsyncPolicy.Everysec);
        await engine.Store.SetTextAsync("key", "written", null);
        engine.JournalFile!.Handle.Dispose();
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal("written", (await engine.Store.GetTextAsync("key")).Value);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Refused(async () => await engine.Store.GetTextAsync("key"));
    }

    [Fact]
    public async Task Second_without_a_write_flushes_nothing()
    {
        await using var engine = _directory.Open(_time, FsyncPolicy.Everysec);
        await engine.Store.SetTextAsync("key", "written", null);
        _time.Advance(TimeSpan.FromSeconds(1));
        engine.JournalFile!.Handle.Dispose();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("written", (await engine.Store.GetTextAsync("key")).Value);

        // The last flush on closing needs no write either, but it does touch the file: who closes hears of it.
        await Refused(() => engine.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task Directory_is_held_by_one_engine_at_a_time()
    {
        await using (var engine = _directory.Open(_time))
        {
            var refused = Assert.Throws<EngineUnavailableException>(() => _directory.Open(_time));
            Assert.Contains(_directory.Path, refused.Message, StringComparison.Ordinal);
            await engine.Store.SetTextAsync("key", "a", null);
        }

        await using var next = _directory.Open(_time);
        Assert.Equal("a", (await next.Store.GetTextAsync("key")).Value);
    }

    [Fact]
    public void Directory_that_cannot_be_made_is_an_error_that_names_it()
    {
        File.WriteAllText(_directory.File("file"), "");
        var path = Path.Combine(_directory.File("file"), "data");
        var refused = Assert.Throws<EngineUnavailableException>(
            () => EmbeddedEngine.Open(new EmbeddedOptions { DataDirectory = path }, _time));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_opening_lets_go_of_the_directory()
    {
        await using (var engine = _directory.Open(_time))
            await engine.Store.SetTextAsync("key", "a", null);
        var bytes = File.ReadAllBytes(_directory.Journal);
        File.WriteAllBytes(_directory.Journal, bytes[..10]);
        Assert.Throws<JournalCorruptException>(() => _directory.Open(_time));
        File.WriteAllBytes(_directory.Journal, bytes);
        await using var reopened = _directory.Open(_time);
        Assert.Equal("a", (await reopened.Store.GetTextAsync("key")).Value);
    }

    private static async Task Refused(Func<Task> operation) => await Assert.ThrowsAsync<EngineUnavailableException>(operation);
}
