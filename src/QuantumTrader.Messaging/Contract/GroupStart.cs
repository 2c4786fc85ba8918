namespace QuantumTrader.Messaging.Contract;

/// <summary>Where a new group starts reading.</summary>
public enum GroupStart
{
    Beginning,
    End,
}
