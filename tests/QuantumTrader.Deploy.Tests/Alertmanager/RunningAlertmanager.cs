using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Alertmanager;

/// <summary>
/// A real Alertmanager with the inhibitions that are deployed, on a port and in a folder of its own. Its only receiver sends nothing: asked is
/// which alerts it would keep quiet.
/// </summary>
internal sealed partial class RunningAlertmanager : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly Process _process;
    private string _url = "";

    private RunningAlertmanager()
    {
        var deployed = File.ReadAllText(Deployed.File);
        var (from, to) = (deployed.IndexOf("\ninhibit_rules:", StringComparison.Ordinal), deployed.IndexOf("\nreceivers:", StringComparison.Ordinal));
        var config = _folder.Write("alertmanager.yml", $"route: {{receiver: nobody}}\n{deployed[from..to]}\nreceivers: [{{name: nobody}}]\n");
        string[] arguments =
            [$"--config.file={config}", $"--storage.path={_folder.Folder}", "--web.listen-address=127.0.0.1:0", "--cluster.listen-address="];
        _process = Process.Start(new ProcessStartInfo("prometheus-alertmanager", arguments) { UseShellExecute = false, RedirectStandardError = true })!;
    }

    public static async Task<RunningAlertmanager> StartAsync()
    {
        var started = new RunningAlertmanager();
        try
        {
            started._url = $"http://{await started.AddressAsync()}";
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public Task<string> SendAsync(IEnumerable<string> labels) => Tool.SucceedAsync("amtool", ["alert", "add", $"--alertmanager.url={_url}", .. labels]);

    /// <summary>The alerts that are kept quiet, each by its name and the value of one label; waits a while for them to be as expected.</summary>
    public async Task<IReadOnlyList<string>> InhibitedAsync(string label, IReadOnlyList<string> expected)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var alerts = JsonDocument.Parse(await Tool.SucceedAsync("amtool", "alert", "query", "--inhibited", "-o", "json", $"--alertmanager.url={_url}"));
            List<string> inhibited = [.. alerts.RootElement.EnumerateArray()
                .Where(alert => alert.GetProperty("status").GetProperty("inhibitedBy").GetArrayLength() > 0)
                .Select(alert => alert.GetProperty("labels"))
                .Select(labels => $"{labels.GetProperty("alertname")} {(labels.TryGetProperty(label, out var value) ? value : default)}".TrimEnd())
                .Order(StringComparer.Ordinal)];
            if (inhibited.SequenceEqual(expected) || waited.Elapsed > Longest)
                return inhibited;
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task<string> AddressAsync()
    {
        using var limit = new CancellationTokenSource(Longest);
        var said = "";
        while (await _process.StandardError.ReadLineAsync(limit.Token) is { } line)
        {
            said += line + "\n";
            if (Listening().Match(line) is not { Success: true } match)
                continue;

            // What it says from now on has to go somewhere, or it would wait for a reader.
            _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
            return match.Groups["address"].Value;
        }

        throw new InvalidOperationException($"Alertmanager did not start:\n{said}");
    }

    [GeneratedRegex(@"Listening on.*address=(?<address>127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
