namespace QuantumTrader.Messaging.Contract;

/// <summary>Name of a hash whose fields are a <typeparamref name="T"/>.</summary>
public readonly record struct HashKey<T>(string Name)
    where T : class, IWireRecord<T>
{
    public override string ToString() => Name;
}
