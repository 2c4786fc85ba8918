using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Inspect;

/// <summary>How the verbs that look into a system spell what they found.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(PositionList))]
[JsonSerializable(typeof(PermitList))]
[JsonSerializable(typeof(SystemStatus))]
internal sealed partial class InspectJson : JsonSerializerContext;
