namespace QuantumTrader.Messaging;

/// <summary>How an engine is. A figure that the engine does not have is null, never 0.</summary>
/// <param name="Keys">Keys in the database.</param>
/// <param name="MaxMemoryBytes">0: no limit is set.</param>
/// <param name="CommandsProcessed">Since the server started.</param>
/// <param name="EvictedKeys">Dropped for want of memory since the server started.</param>
public sealed record EngineFigures(
    long Keys, long? UsedMemoryBytes, long? MaxMemoryBytes, long? ConnectedClients, long? CommandsProcessed, long? EvictedKeys);
