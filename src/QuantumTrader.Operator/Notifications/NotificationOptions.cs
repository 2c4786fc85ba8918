using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Operator.Notifications;

/// <summary>
/// Settings of the notifier: whom it tells, and how much. A setting that ends in _FILE names a file that holds the secret; it is read only by who sends
/// (<see cref="ReceiverSecrets"/>), since the other processes of a system may not read it.
/// </summary>
[SettingsSection("notifier", "tells people what happens: Telegram, Slack-compatible webhook, signed webhook")]
public sealed class NotificationOptions : ICheckedOptions
{
    [Setting("NOTIFY_TELEGRAM_TOKEN", Secret = true, Help = "Token of the Telegram bot.")]
    public string? TelegramToken { get; init; }

    [Setting("NOTIFY_TELEGRAM_TOKEN_FILE", Help = "File that holds the token of the Telegram bot.")]
    public string? TelegramTokenFile { get; init; }

    [Setting("NOTIFY_TELEGRAM_CHAT_ID", Help = "Chat that the bot writes to: its number, or @name of a channel.")]
    public string? TelegramChatId { get; init; }

    [Setting("NOTIFY_TELEGRAM_API", Help = "Where the Telegram Bot API is.")]
    public string TelegramApi { get; init; } = "https://api.telegram.org";

    [Setting("NOTIFY_SLACK_URL", Secret = true, Help = "Incoming webhook of Slack, or of a service that takes the same.")]
    public string? SlackUrl { get; init; }

    [Setting("NOTIFY_SLACK_URL_FILE", Help = "File that holds the URL of the Slack-compatible webhook.")]
    public string? SlackUrlFile { get; init; }

    [Setting("NOTIFY_WEBHOOK_URL", Secret = true, Help = "Where the events are posted as signed JSON.")]
    public string? WebhookUrl { get; init; }

    [Setting("NOTIFY_WEBHOOK_SECRET", Secret = true, Help = "Secret that the webhook's posts are signed with.")]
    public string? WebhookSecret { get; init; }

    [Setting("NOTIFY_WEBHOOK_SECRET_FILE", Help = "File that holds the secret that the webhook's posts are signed with.")]
    public string? WebhookSecretFile { get; init; }

    [Setting("NOTIFY_MUTE", Help = "Kinds of events that are not told, comma-separated.")]
    public string? Mute { get; init; }

    [Setting("NOTIFY_GROUP_SEC", Unit = "s", Min = 1, Max = 3600, Help = "Pause after a message; what comes meanwhile is told in one.")]
    public double GroupSeconds { get; init; } = 5;

    [Setting("NOTIFY_MAX_LINES", Unit = "lines", Min = 1, Max = 50, Help = "Events that one message tells line by line; the others are counted.")]
    public int MaxLines { get; init; } = 10;

    [Setting("NOTIFY_TIMEOUT_SEC", Unit = "s", Min = 0.1, Max = 60, Help = "How long a receiver may take to answer.")]
    public double TimeoutSeconds { get; init; } = 5;

    [Setting("NOTIFY_QUEUE", Unit = "events", Min = 1, Max = 100_000, Help = "Events kept for a receiver that does not take them; then the oldest are dropped.")]
    public int QueueLength { get; init; } = 1000;

    [Setting("NOTIFY_MAX_AGE_SEC", Unit = "s", Min = 1, Max = 86_400, Help = "Events that are older when they are first seen are counted and not told.")]
    public double MaxAgeSeconds { get; init; } = 300;

    private bool HasTelegram => TelegramToken is not null || TelegramTokenFile is not null;

    private bool HasWebhook => WebhookUrl is not null;

    /// <summary>What NOTIFY_MUTE says.</summary>
    public IReadOnlySet<NotificationKind> Muted => MuteWords().Select(NotificationKinds.Find).OfType<NotificationKind>().ToHashSet();

    public IEnumerable<SettingFault> Check()
    {
        SettingFault?[] faults =
        [
            Both("NOTIFY_TELEGRAM_TOKEN", TelegramToken, "NOTIFY_TELEGRAM_TOKEN_FILE", TelegramTokenFile),
            Both("NOTIFY_SLACK_URL", SlackUrl, "NOTIFY_SLACK_URL_FILE", SlackUrlFile),
            Both("NOTIFY_WEBHOOK_SECRET", WebhookSecret, "NOTIFY_WEBHOOK_SECRET_FILE", WebhookSecretFile),
            HasTelegram && TelegramChatId is null ? new SettingFault("NOTIFY_TELEGRAM_CHAT_ID", null, "is required with a token: it says whom the bot writes to") : null,
            TelegramChatId is not null && !HasTelegram
                ? new SettingFault("NOTIFY_TELEGRAM_CHAT_ID", TelegramChatId, "needs NOTIFY_TELEGRAM_TOKEN or NOTIFY_TELEGRAM_TOKEN_FILE") : null,
            SecretRules.Token("NOTIFY_TELEGRAM_TOKEN", TelegramToken),
            SecretRules.Url("NOTIFY_TELEGRAM_API", TelegramApi) is { } fault ? fault with { Value = TelegramApi } : null,
            SecretRules.Url("NOTIFY_SLACK_URL", SlackUrl),
            SecretRules.Url("NOTIFY_WEBHOOK_URL", WebhookUrl),
            HasWebhook && WebhookSecret is null && WebhookSecretFile is null
                ? new SettingFault("NOTIFY_WEBHOOK_SECRET", null, "is required with NOTIFY_WEBHOOK_URL, or NOTIFY_WEBHOOK_SECRET_FILE: every post is signed") : null,
            !HasWebhook && (WebhookSecret ?? WebhookSecretFile) is not null
                ? new SettingFault("NOTIFY_WEBHOOK_URL", null, "is required with a secret of the webhook") : null,
            .. MuteWords().Where(word => NotificationKinds.Find(word) is null)
                .Select(word => new SettingFault("NOTIFY_MUTE", word, $"must be some of {NotificationKinds.Known}, comma-separated")),
        ];
        return faults.OfType<SettingFault>();
    }

    private static SettingFault? Both(string key, string? value, string fileKey, string? file) =>
        value is not null && file is not null ? new SettingFault(fileKey, file, $"cannot be given together with {key}: one of them says the secret") : null;

    private string[] MuteWords() => (Mute ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
