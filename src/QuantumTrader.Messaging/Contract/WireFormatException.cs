namespace QuantumTrader.Messaging.Contract;

/// <summary>Carries a <see cref="WireError"/> from a record's reader to the engine that called it.</summary>
public sealed class WireFormatException(WireError error) : FormatException(error.ToString())
{
    public WireError Error { get; } = error;
}
