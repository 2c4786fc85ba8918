using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Bench;

/// <summary>The reader at the far end of what is measured: tells when an entry has reached it.</summary>
internal sealed class StreamObserver<T>(IStreamBus bus, StreamKey<T> stream, TimeProvider time)
    where T : class, IWireRecord<T>
{
    /// <summary>What has not come by then does not come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int BatchSize = 1000;
    private static readonly Consumer Reader = new("bench", "bench");
    private readonly StreamWaiter _waiter = new([stream.Name]);

    public ValueTask StartAsync(CancellationToken cancellation) => bus.CreateGroupAsync(stream.Name, Reader.Group, GroupStart.End, cancellation);

    /// <returns>The timestamp at which such an entry was in hand; null: none came in time.</returns>
    public async Task<long?> SeenAsync(Func<T, bool> isMeant, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Patience)
        {
            var entries = await bus.ReadNewAsync(stream, Reader, BatchSize, cancellation);
            var now = time.GetTimestamp();
            if (entries.Count > 0)
                await bus.AcknowledgeAsync(stream.Name, Reader.Group, [.. entries.Select(entry => entry.Id)], cancellation);
            if (entries.Any(entry => entry.Record.Value is { } record && isMeant(record)))
                return now;
            if (entries.Count == 0)
                await bus.WaitAsync(_waiter, Patience, cancellation);
        }

        return null;
    }
}
