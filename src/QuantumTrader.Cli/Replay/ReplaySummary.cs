using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Replay;

/// <summary>What a replay prints; field names of contract section 12. Money in quote currency.</summary>
/// <param name="Actions">Proposals by action.</param>
/// <param name="Calibrated">Acts that the heat gate let pass, changed or not.</param>
/// <param name="Downgrades">Acts that it changed, by <c>FROM to TO</c>.</param>
/// <param name="Plans">What apply made of them, whatever it decided.</param>
/// <param name="PlansExecuted">Plans that a fill or an accepted stop says were carried out.</param>
/// <param name="HarvestEngine">Which engine acted.</param>
/// <param name="LadderActs">What the ladder asked for, or suggested when the other engine acts, by intent type.</param>
/// <param name="HarvestedR">See <see cref="Replay.HarvestedR"/>.</param>
/// <param name="Denials">See <see cref="DenialCounts"/>.</param>
internal sealed record ReplaySummary(
    long Bars,
    IReadOnlyList<string> Symbols,
    double SpanDays,
    long MissingBars,
    int PositionsOpened,
    int Proposals,
    IReadOnlyDictionary<string, int> Actions,
    int Calibrated,
    IReadOnlyDictionary<string, int> Downgrades,
    int Plans,
    IReadOnlyDictionary<string, int> PlanDecisions,
    int PermitsIssued,
    int PlansExecuted,
    string HarvestEngine,
    IReadOnlyDictionary<string, int> LadderActs,
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
