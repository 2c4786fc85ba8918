using System.Text.Json;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>The real promtool, asked about expressions of the boards.</summary>
internal static class Promtool
{
    /// <summary>What Grafana would put in before it asks Prometheus.</summary>
    private static readonly (string Variable, string Value)[] FilledIn =
        [("$__rate_interval", "1m"), ("$__interval", "15s"), ("$__range", "1h"), ("$symbol", "BTCUSDT")];

    public static string Fill(string expression) =>
        FilledIn.Aggregate(expression, (text, pair) => text.Replace(pair.Variable, pair.Value, StringComparison.Ordinal));

    /// <summary>Runs promtool in a folder that holds one file.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string text, params string[] command)
    {
        using var folder = new TempFolder();
        folder.Write("file.yml", text);
        var answer = await Tool.TryInAsync(folder.Folder, "promtool", [.. command, "file.yml"]);
        Assert.SkipWhen(answer is null, "promtool is not installed: no expression was checked");
        return (answer!.ExitCode, answer.All);
    }

    /// <summary>JSON is YAML.</summary>
    public static string Yaml(object document) => JsonSerializer.Serialize(document);
}
