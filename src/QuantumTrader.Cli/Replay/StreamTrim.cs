using QuantumTrader.Messaging;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// Lets go of what every stage has read and acknowledged. At their usual length streams are a memory for people and for restarts, and a replay has neither: what they kept outlived the
/// collector's youngest generation, and copying it took a tenth of the time.
/// </summary>
internal sealed class StreamTrim(IStreamBus bus, IEnumerable<string> streams)
{
    private const int EveryInstants = 64;

    // Any number would do: what has been acknowledged is not read again.
    private const int EntriesKept = 256;

    private readonly string[] _streams = [.. streams.Distinct(StringComparer.Ordinal)];

    /// <param name="instant">Counted from 0.</param>
    public async ValueTask AfterAsync(long instant, CancellationToken cancellation)
    {
        if (instant % EveryInstants != EveryInstants - 1)
            return;
        foreach (var stream in _streams)
        {
            var groups = await bus.GetGroupsAsync(stream, cancellation);
            if (groups.All(group => group is { Lag: 0, Pending: 0 }))
                await bus.TrimAsync(stream, EntriesKept, cancellation);
        }
    }
}
