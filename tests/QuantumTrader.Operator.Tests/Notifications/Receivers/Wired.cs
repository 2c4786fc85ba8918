using QuantumTrader.Operator.Notifications;
using QuantumTrader.Operator.Notifications.Receivers;
using QuantumTrader.Operator.Notifications.Sending;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Operator.Tests.Notifications.Receivers;

/// <summary>The senders as the program composes them, on the running clock, with a receiver of each kind at one address. What they log is kept.</summary>
internal sealed class Wired : IAsyncDisposable
{
    public const string Token = "123456:AAverysecret";
    public const string SlackPath = "/services/T0/B0/verysecret";
    public const string WebhookPath = "/hook/verysecret";
    public const string Secret = "verysecretkey";

    private readonly NotificationSenders _senders;

    public Wired(string url, Func<NotificationOptions, NotificationOptions>? change = null)
    {
        Metrics = new NotificationMetrics(new MetricSet("notifier"));
        var options = Options(url);
        options = change?.Invoke(options) ?? options;
        _senders = new NotificationSenders(ConfiguredReceivers.Open(options, TimeProvider.System), options, Metrics, TimeProvider.System, Log);
    }

    public ListLog Log { get; } = new();

    public NotificationMetrics Metrics { get; }

    public static NotificationOptions Options(string url, double timeoutSec = 5, int queue = 1000) => new()
    {
        TelegramApi = url,
        TelegramToken = Token,
        TelegramChatId = "-100",
        SlackUrl = url + SlackPath,
        WebhookUrl = url + WebhookPath,
        WebhookSecret = Secret,
        GroupSeconds = 1,
        TimeoutSeconds = timeoutSec,
        QueueLength = queue,
    };

    public void Offer(Notification notification) => _senders.Offer(notification);

    public ValueTask DisposeAsync() => _senders.DisposeAsync();
}
