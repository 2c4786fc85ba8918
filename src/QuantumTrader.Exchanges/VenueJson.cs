using System.Text.Json.Serialization;

namespace QuantumTrader.Exchanges;

/// <summary>JSON of what a venue reports: names in snake case, enums as on the wire, decimals as numbers; a missing number is an error and never 0.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(WireEnumConverter<OrderRejection>), typeof(WireEnumConverter<Domain.Orders.OrderSide>), typeof(WireEnumConverter<Domain.Orders.OrderType>),
        typeof(WireEnumConverter<Domain.Positions.PositionSide>), typeof(OrderStatusConverter)])]
[JsonSerializable(typeof(VenueAccount))]
[JsonSerializable(typeof(OrderReport))]
[JsonSerializable(typeof(VenueEvent))]
public sealed partial class VenueJson : JsonSerializerContext;
