namespace QuantumTrader.Domain.Safety;

/// <summary>What safe mode says at one moment.</summary>
public enum SafeMode
{
    Off,
    On,

    /// <summary>Something stands there that is no switch.</summary>
    Unreadable,
}
