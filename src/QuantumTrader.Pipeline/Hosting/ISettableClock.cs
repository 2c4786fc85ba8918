namespace QuantumTrader.Pipeline.Hosting;

/// <summary>A clock that a host moves.</summary>
public interface ISettableClock
{
    DateTimeOffset GetUtcNow();

    /// <exception cref="ArgumentOutOfRangeException">Time never goes back.</exception>
    void AdvanceTo(DateTimeOffset instant);
}
