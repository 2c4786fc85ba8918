namespace QuantumTrader.Messaging.Redis;

/// <summary>What one look at a server has found.</summary>
/// <param name="IsMaster">False for a replica, and for a server that could not be asked.</param>
/// <param name="Fault">Why it could not be asked; null when it answered.</param>
internal sealed record RedisSeen(RedisHost Host, bool IsMaster, string? Fault);
