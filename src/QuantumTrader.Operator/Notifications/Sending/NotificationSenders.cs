using Microsoft.Extensions.Logging;
using QuantumTrader.Operator.Notifications.Receivers;

namespace QuantumTrader.Operator.Notifications.Sending;

/// <summary>Sends to every receiver that is configured, to each on a task of its own. What is queued lives in memory only: a process that is killed takes it along.</summary>
public sealed class NotificationSenders : INotificationSink, IAsyncDisposable
{
    private readonly IReadOnlyList<ReceiverLoop> _loops;

    /// <param name="receivers">Disposed with it.</param>
    public NotificationSenders(IReadOnlyList<IReceiver> receivers, NotificationOptions options, NotificationMetrics metrics, TimeProvider time, ILogger log)
    {
        _loops = [.. receivers.Select(receiver => new ReceiverLoop(receiver, options, metrics, time, log))];
        if (receivers.Count == 0)
            log.LogInformation("no receiver is configured: nobody is told");
        else
            log.LogInformation("telling {Receivers}", string.Join(", ", receivers.Select(receiver => receiver.Name)));
    }

    public void Offer(Notification notification)
    {
        foreach (var loop in _loops)
            loop.Offer(notification);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_loops.Select(loop => loop.DisposeAsync().AsTask()));
}
