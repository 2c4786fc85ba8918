namespace QuantumTrader.Messaging.Contract;

/// <summary>Whether a key exists and how long it will. Shown to operators as Redis does: -2 absent, -1 without an end, else seconds.</summary>
public readonly record struct KeyLife
{
    private KeyLife(bool exists, TimeSpan? remaining) => (Exists, Remaining) = (exists, remaining);

    public static KeyLife Absent => default;

    public static KeyLife WithoutEnd => new(true, null);

    public bool Exists { get; }

    /// <summary>Time left; null when the key is absent or never expires.</summary>
    public TimeSpan? Remaining { get; }

    public static KeyLife Ending(TimeSpan remaining) => new(true, remaining);
}
