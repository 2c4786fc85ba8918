namespace QuantumTrader.Messaging.Contract;

/// <summary>What a read found: a value, nothing, or something unreadable. Never a default in place of a missing value.</summary>
public readonly record struct Stored<T>(T? Value, WireError? Error)
    where T : class
{
    public static Stored<T> Missing => default;

    public bool IsMissing => Value is null && Error is null;

    public static Stored<T> Of(T value) => new(value, null);

    public static Stored<T> Unreadable(WireError error) => new(null, error);
}
