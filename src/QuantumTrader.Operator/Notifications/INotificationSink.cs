namespace QuantumTrader.Operator.Notifications;

/// <summary>Where the stage leaves what is to be told. Returns at once: whoever sends it does so on a task of its own, and no receiver can hold the stage up.</summary>
public interface INotificationSink
{
    void Offer(Notification notification);
}
