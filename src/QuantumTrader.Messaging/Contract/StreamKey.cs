namespace QuantumTrader.Messaging.Contract;

/// <summary>Name of a stream of <typeparamref name="T"/>, and the length it is trimmed to (approximately) at each append.</summary>
public readonly record struct StreamKey<T>(string Name, int MaxLength = StreamKey.DefaultMaxLength)
    where T : class, IWireRecord<T>
{
    public override string ToString() => Name;
}

public static class StreamKey
{
    /// <summary>Contract section 0.</summary>
    public const int DefaultMaxLength = 10_000;

    /// <summary>Where entries go that could not be read or kept failing.</summary>
    public static string DeadLettersOf(string stream) => stream + ":dead";
}
