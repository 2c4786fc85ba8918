using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>What a key holds. Used under the engine's lock.</summary>
internal abstract class Cell
{
    public const long NoDeadline = long.MaxValue;

    /// <summary>Unix milliseconds from which on the key is gone.</summary>
    public long Deadline { get; set; } = NoDeadline;

    /// <summary>As the Redis command TYPE names it.</summary>
    public abstract string TypeName { get; }

    public WireError NotA(string wanted, string key) => new(key, "(type)", TypeName, $"the key must hold a {wanted}");
}
