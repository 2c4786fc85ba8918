using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Replay;

/// <summary>A stream that is recorded, read by a group of its own.</summary>
internal abstract class RecordedStream
{
    private const int Batch = 10_000;
    private static readonly Consumer Reader = new("replay_recorder", "replay_recorder");

    public static RecordedStream Of<T>(IStreamBus bus, StreamKey<T> key, Action<IReplaySink, long, T> hand)
        where T : class, IWireRecord<T> => new Typed<T>(bus, key, hand);

    public abstract ValueTask StartAsync(CancellationToken cancellation);

    /// <summary>Hands on what is new.</summary>
    public abstract ValueTask ReadAsync(IReplaySink sink, long now, CancellationToken cancellation);

    private sealed class Typed<T>(IStreamBus bus, StreamKey<T> key, Action<IReplaySink, long, T> hand) : RecordedStream
        where T : class, IWireRecord<T>
    {
        public override ValueTask StartAsync(CancellationToken cancellation) =>
            bus.CreateGroupAsync(key.Name, Reader.Group, GroupStart.End, cancellation);

        public override async ValueTask ReadAsync(IReplaySink sink, long now, CancellationToken cancellation)
        {
            var entries = await bus.ReadNewAsync(key, Reader, Batch, cancellation);
            if (entries.Count == 0)
                return;
            foreach (var entry in entries)
            {
                // Streams that anybody may write to hold other records too.
                if (entry.Record.Value is { } record)
                    hand(sink, now, record);
            }

            await bus.AcknowledgeAsync(key.Name, Reader.Group, [.. entries.Select(entry => entry.Id)], cancellation);
        }
    }
}
