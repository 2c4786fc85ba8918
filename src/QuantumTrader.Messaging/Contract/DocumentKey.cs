using System.Text.Json.Serialization.Metadata;

namespace QuantumTrader.Messaging.Contract;

/// <summary>Name of a string key that holds a <typeparamref name="T"/> as one JSON document (the venue account, permits).</summary>
public readonly record struct DocumentKey<T>(string Name, JsonTypeInfo<T> Json)
    where T : class
{
    public override string ToString() => Name;
}
