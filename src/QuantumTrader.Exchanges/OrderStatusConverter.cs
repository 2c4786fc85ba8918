using System.Text.Json;
using System.Text.Json.Serialization;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Exchanges;

/// <summary>Order states as the wire spells them; PartiallyFilled is PARTIAL there.</summary>
public sealed class OrderStatusConverter() : JsonStringEnumConverter<OrderStatus>(new Names(), allowIntegerValues: false)
{
    private sealed class Names : JsonNamingPolicy
    {
        public override string ConvertName(string name) =>
            name == nameof(OrderStatus.PartiallyFilled) ? "PARTIAL" : SnakeCaseUpper.ConvertName(name);
    }
}
