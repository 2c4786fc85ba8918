using QuantumTrader.Operator.Notifications;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Operator.Tests.Notifications;

public sealed class ReceiverSecretsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quantum-secrets-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void File_HoldsTheSecret_WithoutBlanksAroundIt()
    {
        var secrets = ReceiverSecrets.Read(new NotificationOptions
        {
            TelegramTokenFile = Write("token", "1:AAtoken\n"),
            SlackUrlFile = Write("slack", "\ufeff https://hooks.slack.com/x \r\n"),
            WebhookSecretFile = Write("secret", "a b\n\n"),
        });

        Assert.Equal(("1:AAtoken", "https://hooks.slack.com/x", "a b"), (secrets.TelegramToken, secrets.SlackUrl, secrets.WebhookSecret));
        Assert.DoesNotContain("AAtoken", secrets.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAFile_TheSettingCounts() => Assert.Equal(
        new ReceiverSecrets("1:a", null, "s"), ReceiverSecrets.Read(new NotificationOptions { TelegramToken = "1:a", WebhookSecret = "s" }));

    [Fact]
    public void EveryFileThatCannotBeUsed_IsNamed_AndNoneIsQuoted()
    {
        var (missing, empty, wrong) = (Path.Combine(_folder.FullName, "none"), Write("empty", " \n"), Write("wrong", "AAsecret"));

        var faults = Assert.Throws<SettingsException>(() => ReceiverSecrets.Read(
            new NotificationOptions { TelegramTokenFile = wrong, SlackUrlFile = missing, WebhookSecretFile = empty }));
        Assert.Equal(
            [
                $"NOTIFY_TELEGRAM_TOKEN_FILE = '{wrong}': must name a file that holds the secret: its content must be a bot's token: digits, a colon, then letters, digits, _ and -",
                $"NOTIFY_SLACK_URL_FILE = '{missing}': must name a file that holds the secret: there is no such file",
                $"NOTIFY_WEBHOOK_SECRET_FILE = '{empty}': must name a file that holds the secret: it is empty",
            ],
            faults.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void FolderOrLongFile_IsNoSecret()
    {
        string Of(string path) => Assert.Single(Assert.Throws<SettingsException>(() => ReceiverSecrets.Read(new NotificationOptions { WebhookSecretFile = path })).Faults).Rule;

        Assert.EndsWith("it cannot be read", Of(_folder.FullName), StringComparison.Ordinal);
        Assert.EndsWith("it is too long for one", Of(Write("long", new string('x', 100_000))), StringComparison.Ordinal);
        Assert.EndsWith("it is too long for one", Of("/dev/zero"), StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
