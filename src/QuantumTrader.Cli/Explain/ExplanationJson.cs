using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Explain;

/// <summary>How an explanation is spelt.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Explanation))]
internal sealed partial class ExplanationJson : JsonSerializerContext;
