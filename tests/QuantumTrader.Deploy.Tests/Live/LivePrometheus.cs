using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Live;

/// <summary>The real Prometheus with what is deployed: the same jobs, labels and rules, other ports, and shorter times, so that a test need not wait for minutes.</summary>
internal sealed partial class LivePrometheus : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _client;

    private LivePrometheus(MonitoredSystem system, int alertmanagerPort)
    {
        var port = RedisServer.FreePort();
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v1/") };
        Directory.CreateDirectory(Path.Combine(_folder.Folder, "rules"));
        foreach (var path in Prometheus.RuleFiles.Paths)
            _folder.Write(Path.Combine("rules", Path.GetFileName(path)), Shortened(File.ReadAllText(path)));
        var config = Shortened(File.ReadAllText(Path.Combine(SourceTree.Deploy, "prometheus", "prometheus.yml")));
        config = Target().Replace(config, target => $"127.0.0.1:{PortOf(int.Parse(target.Groups["port"].Value, CultureInfo.InvariantCulture))}");
        Process = new LiveProcess(
            "prometheus",
            [
                $"--config.file={_folder.Write("prometheus.yml", config)}", $"--storage.tsdb.path={Path.Combine(_folder.Folder, "data")}",
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn",
            ]);

        int PortOf(int documented) => documented == 9093 ? alertmanagerPort : documented == 9091 ? port : system.Ports[documented];
    }

    public LiveProcess Process { get; }

    public static LivePrometheus Start(MonitoredSystem system, int alertmanagerPort) => new(system, alertmanagerPort);

    /// <summary>What the expression answers; throws on an error.</summary>
    public async Task<IReadOnlyList<JsonElement>> QueryAsync(string expression)
    {
        var answer = await GetAsync("query?query=" + Uri.EscapeDataString(expression)) ?? throw new InvalidOperationException("Prometheus does not answer");
        Assert.True(answer.GetProperty("status").GetString() == "success", $"{expression}: {answer}");
        return [.. answer.GetProperty("data").GetProperty("result").EnumerateArray()];
    }

    /// <summary>The value of the one series that answers; null: none does.</summary>
    public async Task<double?> ValueAsync(string expression) => await QueryAsync(expression) is [var series]
        ? double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Targets that are not up, with their errors.</summary>
    public async Task<string?> NotUpAsync(int count)
    {
        if (await GetAsync("targets") is not { } answer)
            return "Prometheus answers";
        var targets = answer.GetProperty("data").GetProperty("activeTargets").EnumerateArray().ToList();
        var down = targets.Where(target => target.GetProperty("health").GetString() != "up")
            .Select(target => $"{target.GetProperty("scrapeUrl")}: {target.GetProperty("lastError")}").ToList();
        return targets.Count == count && down.Count == 0 ? null : $"{count} targets up; there are {targets.Count}, not up: {string.Join(", ", down)}";
    }

    /// <summary>Every rule that has been evaluated, with its group.</summary>
    public async Task<IReadOnlyList<(string Group, JsonElement Rule)>> RulesAsync() =>
    [
        .. (await GetAsync("rules"))!.Value.GetProperty("data").GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("rules").EnumerateArray().Select(rule => (group.GetProperty("name").GetString()!, rule.Clone()))),
    ];

    /// <summary><c>pending</c>, <c>firing</c> or <c>inactive</c>.</summary>
    public async Task<string> StateOfAsync(string alert)
    {
        var states = (await QueryAsync($"ALERTS{{alertname=\"{alert}\"}}")).Select(series => series.GetProperty("metric").GetProperty("alertstate").GetString()!).ToList();
        return states.Contains("firing") ? "firing" : states.Contains("pending") ? "pending" : "inactive";
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task<JsonElement?> GetAsync(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(await _client.GetStringAsync(path));
            return document.RootElement.Clone();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Shortened(string text) => For().Replace(Interval().Replace(text, "${name}: 1s"), "${blank}for: 3s");

    [GeneratedRegex(@"(?<name>scrape_interval|scrape_timeout|evaluation_interval|\binterval): \d+[smh]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Interval();

    [GeneratedRegex(@"(?<blank>\s)for: \d+[smh]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex For();

    [GeneratedRegex(@"127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Target();
}
