using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Proof;

/// <summary>How a proof ended.</summary>
[JsonConverter(typeof(ProofVerdictSpelling))]
internal enum ProofVerdict
{
    /// <summary>What was asked holds.</summary>
    Pass,

    /// <summary>It does not hold, or it could not be found out although it should be.</summary>
    Fail,

    /// <summary>There was nothing to ask: the reason says what, and the facts what was proven without it.</summary>
    Skipped,
}

internal sealed class ProofVerdictSpelling() : JsonStringEnumConverter<ProofVerdict>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower);
