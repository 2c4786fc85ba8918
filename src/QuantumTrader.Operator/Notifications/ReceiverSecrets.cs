using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Operator.Notifications;

/// <summary>The secrets of the receivers, from the settings or from the files that they name. Null: that receiver is not configured.</summary>
public sealed record ReceiverSecrets(string? TelegramToken, string? SlackUrl, string? WebhookSecret)
{
    /// <summary>Shows nothing.</summary>
    public override string ToString() => nameof(ReceiverSecrets);

    /// <exception cref="SettingsException">Files that cannot be read, or hold no secret: every one of them, by its key and path.</exception>
    public static ReceiverSecrets Read(NotificationOptions options)
    {
        var faults = new List<SettingFault>();
        var secrets = new ReceiverSecrets(
            options.TelegramToken ?? OfFile("NOTIFY_TELEGRAM_TOKEN_FILE", options.TelegramTokenFile, SecretRules.Token),
            options.SlackUrl ?? OfFile("NOTIFY_SLACK_URL_FILE", options.SlackUrlFile, SecretRules.Url),
            options.WebhookSecret ?? OfFile("NOTIFY_WEBHOOK_SECRET_FILE", options.WebhookSecretFile, (_, _) => null));
        return faults.Count == 0 ? secrets : throw new SettingsException(faults);

        string? OfFile(string key, string? path, Func<string, string?, SettingFault?> rule)
        {
            if (path is null)
                return null;
            var (text, problem) = SecretFile.Read(path);
            problem ??= rule(key, text) is { } fault ? "its content " + fault.Rule : null;
            if (problem is not null)
                faults.Add(new SettingFault(key, path, $"must name a file that holds the secret: {problem}"));
            return text;
        }
    }
}
