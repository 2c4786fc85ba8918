using System.Text.Json.Serialization;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Exchanges;

/// <summary>
/// JSON of what a venue reports, and of what the paper venue keeps: names in snake case, enums as on the wire, decimals as numbers; a missing number is an error and never 0.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(OrderStatusConverter),
        typeof(WireEnumConverter<OrderRejection>),
        typeof(WireEnumConverter<OrderSide>),
        typeof(WireEnumConverter<OrderType>),
        typeof(WireEnumConverter<PositionSide>),
    ])]
[JsonSerializable(typeof(VenueAccount))]
[JsonSerializable(typeof(OrderReport))]
[JsonSerializable(typeof(VenueEvent))]
[JsonSerializable(typeof(Paper.PaperState))]
[JsonSerializable(typeof(Paper.PaperSymbolState))]
public sealed partial class VenueJson : JsonSerializerContext;
