namespace QuantumTrader.Messaging.Contract;

/// <summary>How far a group is behind.</summary>
/// <param name="Lag">Entries not yet delivered to the group; null when the server cannot tell.</param>
/// <param name="Pending">Entries delivered and not yet acknowledged.</param>
public readonly record struct GroupStatus(string Group, long? Lag, long Pending, StreamId LastDelivered);
