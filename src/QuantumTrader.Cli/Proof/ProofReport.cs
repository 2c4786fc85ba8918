using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Proof;

/// <summary>What <c>quantum proof</c> answers.</summary>
/// <param name="Engine">Where the system was found, without a password.</param>
/// <param name="TimeEpoch">When it was asked, Unix seconds.</param>
/// <param name="Git">Commit of the program that asked; <c>unknown</c> when the build does not say.</param>
internal sealed record ProofReport(
    string Engine, long TimeEpoch, string Version, string Git, long ElapsedMs, int Passed, int Failed, int Skipped, IReadOnlyList<ProofLine> Proofs)
{
    [JsonIgnore]
    public bool HasPassed => Failed == 0;
}

/// <summary>One proof and its answer.</summary>
/// <param name="Seen">What was seen; of a skipped one why there was nothing to ask.</param>
/// <param name="Expected">What should have been seen; null unless it failed.</param>
/// <param name="LookAt">What to read when it fails.</param>
internal sealed record ProofLine(
    int Number, string Name, string Question, ProofVerdict Verdict, string Seen, string? Expected, IReadOnlyList<string> Facts, string LookAt);

/// <summary>How a report is spelt.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ProofReport))]
internal sealed partial class ProofReportJson : JsonSerializerContext;
