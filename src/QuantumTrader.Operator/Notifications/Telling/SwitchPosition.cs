namespace QuantumTrader.Operator.Notifications.Telling;

/// <summary>How a switch stands.</summary>
internal enum SwitchPosition
{
    Off,
    On,

    /// <summary>Its key holds no text; it counts as on for what raises risk.</summary>
    Unreadable,
}
