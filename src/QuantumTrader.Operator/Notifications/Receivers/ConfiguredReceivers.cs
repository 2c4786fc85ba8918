namespace QuantumTrader.Operator.Notifications.Receivers;

/// <summary>Makes the receivers that the settings name.</summary>
public static class ConfiguredReceivers
{
    /// <exception cref="Pipeline.Configuration.SettingsException">A file that should hold a secret does not.</exception>
    public static IReadOnlyList<IReceiver> Open(NotificationOptions options, TimeProvider time)
    {
        var secrets = ReceiverSecrets.Read(options);
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        IReceiver?[] all =
        [
            secrets.TelegramToken is { } token ? new TelegramReceiver(options.TelegramApi, token, options.TelegramChatId!, timeout, time) : null,
            secrets.SlackUrl is { } slack ? new SlackReceiver(slack, timeout, time) : null,
            options.WebhookUrl is { } url ? new WebhookReceiver(url, secrets.WebhookSecret!, timeout, time) : null,
        ];
        return [.. all.OfType<IReceiver>()];
    }
}
