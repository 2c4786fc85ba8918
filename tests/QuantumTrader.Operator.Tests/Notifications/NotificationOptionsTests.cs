using QuantumTrader.Operator.Notifications;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Operator.Tests.Notifications;

public sealed class NotificationOptionsTests
{
    private const string Token = "123456:AAsecretsecret";

    [Theory]
    [InlineData("", "")]
    [InlineData("NOTIFY_TELEGRAM_TOKEN=123456:AAsecretsecret NOTIFY_TELEGRAM_CHAT_ID=-100", "")]
    [InlineData("NOTIFY_TELEGRAM_TOKEN_FILE=/t NOTIFY_TELEGRAM_CHAT_ID=@me", "")]
    [InlineData("NOTIFY_SLACK_URL=https://hooks.slack.com/services/secret", "")]
    [InlineData("NOTIFY_SLACK_URL=http://127.0.0.1:1/secret", "")]
    [InlineData("NOTIFY_SLACK_URL=http://localhost/secret", "")]
    [InlineData("NOTIFY_WEBHOOK_URL=https://a/secret NOTIFY_WEBHOOK_SECRET_FILE=/s", "")]
    [InlineData("NOTIFY_MUTE=harvest_suggested,stop_moved", "")]
    [InlineData("NOTIFY_TELEGRAM_TOKEN=123456:AAsecretsecret", "NOTIFY_TELEGRAM_CHAT_ID: is required with a token: it says whom the bot writes to")]
    [InlineData("NOTIFY_TELEGRAM_CHAT_ID=1", "NOTIFY_TELEGRAM_CHAT_ID = '1': needs NOTIFY_TELEGRAM_TOKEN or NOTIFY_TELEGRAM_TOKEN_FILE")]
    [InlineData(
        "NOTIFY_TELEGRAM_TOKEN=123456:AAsecretsecret NOTIFY_TELEGRAM_TOKEN_FILE=/t NOTIFY_TELEGRAM_CHAT_ID=1",
        "NOTIFY_TELEGRAM_TOKEN_FILE = '/t': cannot be given together with NOTIFY_TELEGRAM_TOKEN: one of them says the secret")]
    [InlineData(
        "NOTIFY_TELEGRAM_TOKEN=secret/../x NOTIFY_TELEGRAM_CHAT_ID=1",
        "NOTIFY_TELEGRAM_TOKEN = '***': must be a bot's token: digits, a colon, then letters, digits, _ and -")]
    [InlineData("NOTIFY_TELEGRAM_API=http://10.0.0.1", "NOTIFY_TELEGRAM_API = 'http://10.0.0.1': must be https: only on this machine may it be http")]
    [InlineData("NOTIFY_SLACK_URL=http://hooks.slack.com/secret", "NOTIFY_SLACK_URL = '***': must be https: only on this machine may it be http")]
    [InlineData("NOTIFY_SLACK_URL=secret", "NOTIFY_SLACK_URL = '***': must be a URL with https, or with http on this machine")]
    [InlineData("NOTIFY_SLACK_URL=ftp://secret", "NOTIFY_SLACK_URL = '***': must be a URL with https, or with http on this machine")]
    [InlineData("NOTIFY_WEBHOOK_URL=https://u:secret@a NOTIFY_WEBHOOK_SECRET=secret", "NOTIFY_WEBHOOK_URL = '***': must have no user and password")]
    [InlineData("NOTIFY_WEBHOOK_URL=https://a/secret", "NOTIFY_WEBHOOK_SECRET: is required with NOTIFY_WEBHOOK_URL, or NOTIFY_WEBHOOK_SECRET_FILE: every post is signed")]
    [InlineData("NOTIFY_WEBHOOK_SECRET=secret", "NOTIFY_WEBHOOK_URL: is required with a secret of the webhook")]
    [InlineData(
        "NOTIFY_MUTE=stop_moved,notice,all",
        "NOTIFY_MUTE = 'notice': must be some of kill_switch, safe_mode, safety_fault, governor, stop_hit, order_rejected, harvest_executed, stop_moved, harvest_suggested, comma-separated\n"
        + "NOTIFY_MUTE = 'all': must be some of kill_switch, safe_mode, safety_fault, governor, stop_hit, order_rejected, harvest_executed, stop_moved, harvest_suggested, comma-separated")]
    public void Settings_AreRefusedByKeyValueAndRule_AndNoSecretIsRepeated(string settings, string faults)
    {
        var found = string.Join('\n', Bind(settings).Faults.Select(fault => fault.ToString().Replace("test: ", "", StringComparison.Ordinal).Replace("notifier.", "", StringComparison.Ordinal)));

        Assert.Equal(faults, found);
        Assert.DoesNotContain("secret", found.Replace("the secret", "", StringComparison.Ordinal).Replace("a secret", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFault_IsNamedAtOnce() => Assert.Equal(
        ["NOTIFY_MUTE", "NOTIFY_SLACK_URL", "NOTIFY_TELEGRAM_CHAT_ID", "NOTIFY_WEBHOOK_SECRET"],
        Bind($"NOTIFY_TELEGRAM_TOKEN={Token} NOTIFY_SLACK_URL=x NOTIFY_WEBHOOK_URL=https://a NOTIFY_MUTE=x").Faults
            .Select(fault => fault.Key!.Replace("notifier.", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Mute_IsReadByWord() => Assert.Equal(
        [NotificationKind.StopMoved, NotificationKind.HarvestSuggested],
        Bind("NOTIFY_MUTE=Harvest_Suggested,,stop_moved").Bind<NotificationOptions>().Muted.Order());

    [Fact]
    public void Secrets_AreShownAsStars()
    {
        var bound = Bind($"NOTIFY_TELEGRAM_TOKEN={Token} NOTIFY_TELEGRAM_CHAT_ID=1 NOTIFY_SLACK_URL=https://a/secret NOTIFY_WEBHOOK_URL=https://b/secret NOTIFY_WEBHOOK_SECRET=secret");

        var shown = bound.Sections.Single().Settings.Select(one => one.Setting.Show(one.Value)).OfType<string>().ToList();
        Assert.Equal(4, shown.Count(text => text == SecretMask.Hidden));
        Assert.DoesNotContain(shown, text => text.Contains("secret", StringComparison.Ordinal));
    }

    private static SettingsBinder Bind(string settings) => new(
        new SettingsCatalogue(typeof(NotificationOptions)),
        SettingsLayer.OfFlags([.. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => ("test", one.Split('=')[0], (string?)one[(one.IndexOf('=') + 1)..]))]));
}
