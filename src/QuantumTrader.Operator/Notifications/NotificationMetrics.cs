using QuantumTrader.Domain;
using QuantumTrader.Operator.Notifications.Sending;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Operator.Notifications;

/// <summary>Instruments of the notifier. Safe to use from any thread.</summary>
public sealed class NotificationMetrics
{
    public NotificationMetrics(MetricSet metrics)
    {
        Sent = new CounterFamily(metrics, "quantum_notifications_sent_total", "Messages that the receiver took.", "receiver");
        Failed = new CounterFamily(metrics, "quantum_notifications_failed_total", "Tries to send a message that failed.", "receiver", "reason");
        Dropped = new CounterFamily(metrics, "quantum_notifications_dropped_total", "Events that were given up: the queue was full, or the receiver did not take them.", "receiver");
        Muted = new CounterFamily(metrics, "quantum_notifications_muted_total", "Events that were not told because their kind is muted.", "kind");
        Queue = new GaugeFamily(metrics, "quantum_notifications_queue", "Events that wait for the receiver.", "receiver");
        ReceiverUp = new GaugeFamily(metrics, "quantum_notifications_receiver_up", "1: the receiver took the last message, or there was none yet; 0: the last try failed.", "receiver");
        foreach (var kind in NotificationKinds.Mutable)
            Muted.Declare(kind.ToCode());
    }

    public CounterFamily Sent { get; }

    public CounterFamily Failed { get; }

    public CounterFamily Dropped { get; }

    public CounterFamily Muted { get; }

    public GaugeFamily Queue { get; }

    public GaugeFamily ReceiverUp { get; }

    /// <summary>Lets the series of a receiver stand before anything happens.</summary>
    internal void Declare(string receiver)
    {
        Sent.Declare(receiver);
        Dropped.Declare(receiver);
        foreach (var reason in Enum.GetValues<SendFailure>())
            Failed.Declare(receiver, reason.ToCode());
        Queue.Set(0, receiver);
        ReceiverUp.Set(1, receiver);
    }
}
