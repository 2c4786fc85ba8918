using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Live;

/// <summary>
/// The real Alertmanager with the routes, inhibitions, receivers and templates that are deployed, put in place by the script that operators use. All addresses lead to the sink, and
/// groups wait a moment instead of half a minute.
/// </summary>
internal sealed partial class LiveAlertmanager : IAsyncDisposable
{
    private readonly TempFolder _folder;

    private LiveAlertmanager(TempFolder folder, string config, int port)
    {
        (_folder, Port) = (folder, port);
        Process = new LiveProcess(
            "prometheus-alertmanager",
            [$"--config.file={config}", $"--storage.path={folder.Folder}", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=warn"]);
    }

    public int Port { get; }

    public LiveProcess Process { get; }

    public static async Task<LiveAlertmanager> StartAsync(WebhookSink sink)
    {
        var folder = new TempFolder();
        var secrets = Directory.CreateDirectory(Path.Combine(folder.Folder, "secrets")).FullName;
        foreach (var (name, text) in (IEnumerable<(string, string)>)[
            ("telegram_bot_token", "123:abc"), ("telegram_chat_id", "-100"), ("smtp_password", "x"), ("slack_webhook_url", sink.Url + "/slack"),
            ("pagerduty_routing_key", "key"), ("webhook_token", "token"), ("deadman_token", "token")])
        {
            folder.Write(Path.Combine("secrets", name), text);
        }

        await Tool.SucceedAsync(Path.Combine(SourceTree.Deploy, "alertmanager", "install"), folder.Folder, secrets);
        var path = Path.Combine(folder.Folder, "alertmanager.yml");
        var config = (await File.ReadAllTextAsync(path))
            .Replace("\nglobal:\n", $"\nglobal:\n  pagerduty_url: {sink.Url}/pagerduty\n  telegram_api_url: {sink.Url}/telegram\n", StringComparison.Ordinal)
            .Replace("smtp.quantum-trader.invalid:587", $"127.0.0.1:{RedisServer.FreePort()}", StringComparison.Ordinal)
            .Replace("https://alerts.quantum-trader.invalid", sink.Url, StringComparison.Ordinal)
            .Replace("https://deadman.quantum-trader.invalid", sink.Url + "/deadman", StringComparison.Ordinal);
        Assert.DoesNotContain("https://", config, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, Waits().Replace(config, "${name}: 1s"));
        return new LiveAlertmanager(folder, path, RedisServer.FreePort());
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(@"(?<name>group_wait|group_interval): \w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Waits();
}
