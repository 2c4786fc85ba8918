using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Replay;

/// <summary>What a replay prints; field names of contract section 12. Money in quote currency.</summary>
/// <param name="Calibrated">Proposals that passed the heat gate; 0 while no gate is part of the pipeline. So are plans, permits and harvested R.</param>
internal sealed record ReplaySummary(
    long Bars,
    IReadOnlyList<string> Symbols,
    double SpanDays,
    long MissingBars,
    int PositionsOpened,
    int Proposals,
    IReadOnlyDictionary<string, int> Actions,
    int Calibrated,
    int Plans,
    int PermitsIssued,
    int Orders,
    int Fills,
    int StopsMoved,
    double HarvestedR,
    decimal RealizedPnl,
    decimal Fees,
    decimal UnrealizedPnl,
    double MaxDrawdownPct,
    long UnprotectedSecondsMax,
    IReadOnlyDictionary<string, int> Denials,
    string Fingerprint,
    long ElapsedMs,
    double BarsPerSecond);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReplaySummary))]
internal sealed partial class ReplaySummaryJson : JsonSerializerContext;
