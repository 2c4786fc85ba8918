using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Bench;

/// <summary>What a latency measurement prints. Milliseconds.</summary>
/// <param name="Setup"><c>embedded</c>, <c>redis, one process</c> or <c>redis, a process a stage</c>.</param>
/// <param name="Missing">Acts that were awaited and did not come.</param>
/// <param name="HopMedianMs">One bare hop from writer to reader, measured in the same run.</param>
/// <param name="HopsMedian">The median in bare hops, median to median.</param>
internal sealed record LatencySummary(
    string Setup, int Samples, int Missing, double MedianMs, double P90Ms, double P99Ms, double MaxMs, double HopMedianMs, double HopP99Ms, double HopsMedian)
{
    public static LatencySummary Of(string setup, IReadOnlyList<double> samples, int missing, IReadOnlyList<double> hops)
    {
        var (acts, bare) = (samples.Order().ToList(), hops.Order().ToList());
        return new LatencySummary(
            setup, acts.Count, missing, At(acts, 0.5), At(acts, 0.9), At(acts, 0.99), At(acts, 1),
            At(bare, 0.5), At(bare, 0.99), Math.Round(At(acts, 0.5) / At(bare, 0.5), 1));
    }

    // Nearest rank: a value that was measured.
    private static double At(List<double> sorted, double quantile) => Math.Round(sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1], 3);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LatencySummary))]
internal sealed partial class LatencySummaryJson : JsonSerializerContext;
