using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Explain;

/// <summary>How an explanation is spelt.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(string))]
internal sealed partial class ExplanationJson : JsonSerializerContext;
