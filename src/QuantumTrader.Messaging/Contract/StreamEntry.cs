namespace QuantumTrader.Messaging.Contract;

/// <summary>One entry as a consumer gets it.</summary>
/// <param name="DeliveryCount">How often it has been delivered, this time included; a high count marks an entry that keeps failing.</param>
/// <param name="Record">The record, or why it could not be read. Never missing.</param>
public readonly record struct StreamEntry<T>(StreamId Id, int DeliveryCount, Stored<T> Record)
    where T : class, IWireRecord<T>;
