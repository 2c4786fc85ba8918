using Microsoft.Extensions.Logging;
using QuantumTrader.Operator.Notifications;
using QuantumTrader.Operator.Notifications.Receivers;
using QuantumTrader.Operator.Notifications.Sending;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Composition;

/// <summary>The notifier of one process, with the tasks that send behind it. Disposed, it gives what is queued a short time to get out.</summary>
internal sealed class NotificationService(NotificationOptions options, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private NotificationSenders? _senders;

    /// <param name="context">The notifier's own.</param>
    /// <param name="receivers">Whom it tells.</param>
    public NotifierStage Make(StageContext context, IReadOnlyList<IReceiver> receivers)
    {
        var metrics = new NotificationMetrics(context.Metrics);
        _senders = new NotificationSenders(receivers, options, metrics, time, log);
        return new NotifierStage(context, options, _senders, metrics);
    }

    public async ValueTask DisposeAsync()
    {
        if (_senders is not null)
            await _senders.DisposeAsync();
    }
}
