namespace QuantumTrader.Messaging.Contract;

/// <summary>
/// A record that travels between stages as named text fields. Records are immutable: the embedded engine passes the object itself,
/// the Redis engine its fields, and a reader cannot tell which.
/// </summary>
public interface IWireRecord<TSelf>
    where TSelf : class, IWireRecord<TSelf>
{
    void Write(WireWriter writer);

    /// <exception cref="WireFormatException">A field is missing or malformed.</exception>
    static abstract TSelf Read(WireReader reader);
}
