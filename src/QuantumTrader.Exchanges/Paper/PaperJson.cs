using System.Text.Json.Serialization;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>JSON of a <see cref="PaperState"/>, spelt as <see cref="VenueJson"/> spells.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(WireEnumConverter<OrderRejection>), typeof(WireEnumConverter<Domain.Orders.OrderSide>), typeof(WireEnumConverter<Domain.Orders.OrderType>),
        typeof(WireEnumConverter<Domain.Positions.PositionSide>), typeof(OrderStatusConverter)])]
[JsonSerializable(typeof(PaperState))]
public sealed partial class PaperJson : JsonSerializerContext;
