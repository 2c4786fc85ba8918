using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Observability;

/// <summary>How a stream is.</summary>
/// <param name="DeadLetters">Entries of its dead letters.</param>
/// <param name="NewestMs">When its newest entry was written, Unix milliseconds; null: it has none.</param>
public sealed record StreamLook(long Length, long DeadLetters, long? NewestMs, IReadOnlyList<GroupStatus> Groups)
{
    /// <exception cref="WireFormatException">The key holds no stream.</exception>
    public static async Task<StreamLook> AtAsync(IStreamBus bus, string stream, CancellationToken cancellation)
    {
        // All are on their way before the first is awaited.
        var length = bus.GetLengthAsync(stream, cancellation);
        var dead = bus.GetLengthAsync(StreamKey.DeadLettersOf(stream), cancellation);
        var groups = bus.GetGroupsAsync(stream, cancellation);
        var newest = await bus.ReadNewestAsync(new StreamKey<LooseFields>(stream), count: 1, cancellation);
        return new StreamLook(await length, await dead, newest.Count > 0 ? newest[0].Id.Milliseconds : null, await groups);
    }
}
