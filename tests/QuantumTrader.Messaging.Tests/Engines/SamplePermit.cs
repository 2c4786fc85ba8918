using System.Text.Json.Serialization;

namespace QuantumTrader.Messaging.Tests.Engines;

public sealed record SamplePermit([property: JsonRequired] string Symbol, [property: JsonRequired] decimal ComputedQty, bool Granted);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SamplePermit))]
public sealed partial class SampleJson : JsonSerializerContext;
