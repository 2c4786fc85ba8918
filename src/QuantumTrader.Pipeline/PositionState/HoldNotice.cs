using System.Text.Json.Serialization;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>The text of <c>quantum:reconcile:hold:{S}</c>, when a reconciliation sets it: why partial closes of the symbol are held. Amounts are signed, base currency.</summary>
/// <param name="Timestamp">Unix seconds.</param>
internal sealed record HoldNotice(string Reason, decimal LedgerAmt, decimal VenueAmt, long Timestamp);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HoldNotice))]
internal sealed partial class HoldJson : JsonSerializerContext;
