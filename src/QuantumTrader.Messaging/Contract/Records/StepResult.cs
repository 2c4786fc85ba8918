using System.Text.Json.Serialization;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>What became of one step of a plan. Contract section 6.4. Names of the venue's words are those of the wire.</summary>
/// <param name="Status">An order status (FILLED, NEW, …), or <c>not_sent</c>.</param>
/// <param name="Quantity">Asked for, base currency; null for a stop that closes whatever there is.</param>
/// <param name="Details">Why, when it did not go through; the stop price of a stop.</param>
public sealed record StepResult(
    string Step,
    string Status,
    string? OrderId,
    string? ClientOrderId,
    string? Side,
    decimal? Quantity,
    decimal? ExecutedQty,
    decimal? AvgPrice,
    bool ReduceOnly,
    string? Details);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<StepResult>))]
public sealed partial class StepResultJson : JsonSerializerContext;
