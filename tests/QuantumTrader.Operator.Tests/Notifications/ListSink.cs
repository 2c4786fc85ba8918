using QuantumTrader.Operator.Notifications;

namespace QuantumTrader.Operator.Tests.Notifications;

/// <summary>Keeps what the stage tells; nothing is sent.</summary>
internal sealed class ListSink : INotificationSink
{
    public List<Notification> All { get; } = [];

    public IEnumerable<string> Texts => All.Select(one => one.Text);

    public void Offer(Notification notification) => All.Add(notification);
}
