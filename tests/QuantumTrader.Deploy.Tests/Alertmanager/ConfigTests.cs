using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Alertmanager;

/// <summary>Alertmanager accepts the configuration, every receiver reaches whom it should, and no secret stands in it.</summary>
public sealed partial class ConfigTests
{
    private static readonly Dictionary<string, Dictionary<string, object>> Receivers =
        Yaml.Read<Config>("alertmanager", "alertmanager.yml").Receivers.ToDictionary(one => (string)one["name"]);

    [Fact]
    public async Task Alertmanager_AcceptsIt()
    {
        var said = await Tool.SucceedAsync("amtool", "check-config", Deployed.File);

        Assert.Contains("1 templates", said);
    }

    [Theory]
    [InlineData("critical", "email_configs", "pagerduty_configs", "telegram_configs")]
    [InlineData("warning", "slack_configs")]
    [InlineData("webhook", "webhook_configs")]
    [InlineData("watchdog", "webhook_configs")]
    public void Receiver_ReachesByTheseWays(string receiver, params string[] ways) =>
        Assert.Equal(ways, Receivers[receiver].Keys.Where(key => key != "name").Order());

    [Fact]
    public void NothingElse_ReceivesAnything() => Assert.Equal(["critical", "warning", "watchdog", "webhook"], Receivers.Keys.Order());

    [Fact]
    public void Secrets_AreReadFromFiles()
    {
        var inline = Secret().Matches(File.ReadAllText(Deployed.File)).Select(match => match.Value.Trim(' ', '-')).ToList();

        Assert.Equal(["bot_token: \"@TELEGRAM_BOT_TOKEN@\""], inline);
    }

    // Every option of 0.25 that holds a secret itself; its twin that names a file ends in _file.
    [GeneratedRegex(
        @"^[ -]*(routing_key|service_key|api_url|slack_api_url|auth_password|auth_secret|smtp_auth_password|smtp_auth_secret|bot_token|credentials|password|bearer_token|api_key):.*$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();

    internal sealed class Config
    {
        public List<Dictionary<string, object>> Receivers { get; init; } = [];
    }
}
