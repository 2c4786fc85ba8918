using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>An entry that was delivered and not acknowledged.</summary>
/// <param name="Consumer">Who has it; null when it has been acknowledged and the slot only awaits its removal.</param>
/// <param name="DeliveredAt">Unix milliseconds of the last delivery.</param>
/// <param name="Deliveries">How often it has been delivered.</param>
internal readonly record struct PendingEntry(StreamId Id, string? Consumer, long DeliveredAt, int Deliveries)
{
    public bool IsGone => Consumer is null;
}
