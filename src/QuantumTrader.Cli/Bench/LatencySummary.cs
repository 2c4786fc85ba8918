using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Bench;

/// <summary>What a latency measurement prints. Milliseconds.</summary>
/// <param name="Setup"><c>embedded</c>, <c>redis, one process</c> or <c>redis, a process a stage</c>.</param>
/// <param name="Missing">Acts that were awaited and did not come.</param>
internal sealed record LatencySummary(
    string Setup, int Samples, int Missing, double MedianMs, double P90Ms, double P99Ms, double MaxMs)
{
    public static LatencySummary Of(string setup, IReadOnlyList<double> samples, int missing)
    {
        var sorted = samples.Order().ToList();
        return new LatencySummary(
            setup, sorted.Count, missing, At(sorted, 0.5), At(sorted, 0.9), At(sorted, 0.99), At(sorted, 1));
    }

    // Nearest rank: a value that was measured.
    private static double At(List<double> sorted, double quantile) => Math.Round(sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1], 3);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LatencySummary))]
internal sealed partial class LatencySummaryJson : JsonSerializerContext;
