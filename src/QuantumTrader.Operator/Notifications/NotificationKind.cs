namespace QuantumTrader.Operator.Notifications;

/// <summary>What a notification is about, from the most to the least important: when not all fit into a message, these go first.</summary>
public enum NotificationKind
{
    /// <summary>The kill switch was set or released.</summary>
    KillSwitch,

    /// <summary>Safe mode began or ended.</summary>
    SafeMode,

    /// <summary>Something tripped safe mode.</summary>
    SafetyFault,

    /// <summary>The governor disarmed apply, or an operator armed it again.</summary>
    Governor,

    /// <summary>A protective stop was filled.</summary>
    StopHit,

    /// <summary>The venue refused an order, or execution did not send one.</summary>
    OrderRejected,

    /// <summary>A close that the system asked for was filled.</summary>
    HarvestExecuted,

    /// <summary>A stop was replaced by a tighter one.</summary>
    StopMoved,

    /// <summary>What the ladder would do; nothing is sent.</summary>
    HarvestSuggested,

    /// <summary>The notifier's own word: what it did not tell, or a test. Cannot be muted.</summary>
    Notice,
}
