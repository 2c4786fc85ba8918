using System.Text.Json.Serialization;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>JSON of a <see cref="PaperState"/>, spelt as <see cref="VenueJson"/> spells.</summary>
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
[JsonSerializable(typeof(PaperState))]
public sealed partial class PaperJson : JsonSerializerContext;
