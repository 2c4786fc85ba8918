using System.Text.Json;
using QuantumTrader.Domain.Orders;
using static QuantumTrader.Exchanges.Tests.VenueDriver;

namespace QuantumTrader.Exchanges.Tests;

public sealed class VenueJsonTests
{
    [Fact]
    public void An_account_is_spelt_as_on_the_wire_and_reads_back()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Sell, 1.5m);
        venue.CloseStop("s", OrderSide.Buy, 105);
        var json = JsonSerializer.Serialize(venue.Account(), VenueJson.Default.VenueAccount);

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal(10_000, root.GetProperty("wallet_balance").GetDecimal());
        Assert.Equal(10_000, root.GetProperty("equity").GetDecimal());
        Assert.Equal("SHORT", root.GetProperty("positions")[0].GetProperty("side").GetString());
        Assert.Equal(1.5m, root.GetProperty("positions")[0].GetProperty("quantity").GetDecimal());
        Assert.Equal(100, root.GetProperty("marks").GetProperty("TESTUSDT").GetProperty("price").GetDecimal());
        var order = root.GetProperty("open_orders")[0];
        Assert.Equal("NEW", order.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, order.GetProperty("average_price").ValueKind);
        Assert.Equal("BUY", order.GetProperty("request").GetProperty("side").GetString());
        Assert.Equal("STOP_MARKET", order.GetProperty("request").GetProperty("type").GetString());

        var back = JsonSerializer.Deserialize(json, VenueJson.Default.VenueAccount);
        Assert.NotNull(back);
        Assert.Equal(json, JsonSerializer.Serialize(back, VenueJson.Default.VenueAccount));
    }

    [Theory]
    [InlineData(OrderStatus.New, "NEW")]
    [InlineData(OrderStatus.PartiallyFilled, "PARTIAL")]
    [InlineData(OrderStatus.Filled, "FILLED")]
    [InlineData(OrderStatus.Canceled, "CANCELED")]
    [InlineData(OrderStatus.Rejected, "REJECTED")]
    [InlineData(OrderStatus.Expired, "EXPIRED")]
    public void Every_status_has_its_wire_name(OrderStatus status, string name)
    {
        var report = VenueAt(100).Market("a", OrderSide.Buy, 1) with { Status = status, Rejection = OrderRejection.StopWouldTriggerAtOnce };
        var json = JsonSerializer.Serialize(report, VenueJson.Default.OrderReport);
        Assert.Contains($"\"status\":\"{name}\"", json);
        Assert.Contains("\"rejection\":\"STOP_WOULD_TRIGGER_AT_ONCE\"", json);
        Assert.Equal(report, JsonSerializer.Deserialize(json, VenueJson.Default.OrderReport));
    }

    [Theory]
    [InlineData("\"status\":\"FILLED\"", "\"status\":2")]
    [InlineData("\"fee\":", "\"other\":")]
    public void A_number_for_an_enum_and_a_missing_number_are_refused(string from, string to)
    {
        var json = JsonSerializer.Serialize(VenueAt(100).Market("a", OrderSide.Buy, 1), VenueJson.Default.OrderReport);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json.Replace(from, to), VenueJson.Default.OrderReport));
    }
}
