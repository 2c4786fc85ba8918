using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

/// <summary>How old the oldest change is that a power cut would lose.</summary>
public sealed class JournalBehindTests : IDisposable
{
    private readonly DataDirectory _directory = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(FsyncPolicy.Always, 0.0)]
    [InlineData(FsyncPolicy.Everysec, 0.75)]
    [InlineData(FsyncPolicy.Never, null)]
    public async Task ChangeThatIsNotForced_GrowsOlder(FsyncPolicy policy, double? seconds)
    {
        await using var engine = _directory.Open(_time, policy);
        await engine.Store.SetTextAsync("a", "1", timeToLive: null);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        await engine.Store.SetTextAsync("b", "1", timeToLive: null);
        _time.Advance(TimeSpan.FromSeconds(0.25));

        Assert.Equal(seconds, engine.Journal!.Value.Behind?.TotalSeconds);
    }

    [Fact]
    public async Task NothingChanged_NothingIsBehind()
    {
        await using var engine = _directory.Open(_time, FsyncPolicy.Everysec);
        _time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(TimeSpan.Zero, engine.Journal!.Value.Behind);
    }
}
