using System.Text.Json;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges.Paper;
using static QuantumTrader.Exchanges.Tests.VenueDriver;

namespace QuantumTrader.Exchanges.Tests.Paper;

public sealed class PaperStateTests
{
    internal static string Json(PaperState state) => JsonSerializer.Serialize(state, VenueJson.Default.PaperState);

    internal static PaperState Parse(string json) =>
        JsonSerializer.Deserialize(json, VenueJson.Default.PaperState) ?? throw new InvalidOperationException("null");

    private static PaperVenue Busy()
    {
        var venue = VenueAt(100, Costly);
        venue.Apply(Bars.Flat(0, 0.5123m, "ODDUSDT"));
        venue.Market("a", OrderSide.Buy, 1);
        venue.CloseStop("s", OrderSide.Sell, 95);
        venue.Stop("t", OrderSide.Sell, 97, 0.3m, reduceOnly: true);
        venue.Market("o", OrderSide.Sell, 100, symbol: "ODDUSDT");
        return venue;
    }

    [Fact]
    public void A_state_survives_its_json_to_the_byte()
    {
        var json = Json(Busy().Save());
        Assert.Equal(json, Json(PaperVenue.Restore(Costly, Parse(json)).Save()));
        Assert.Contains("\"kind\":\"fill\"", json);
        Assert.Contains("\"last_order_number\":3", json);
    }

    [Fact]
    public void A_restored_venue_goes_on_as_if_it_had_never_stopped()
    {
        var one = Busy();
        var other = PaperVenue.Restore(Costly, Parse(Json(Busy().Save())));
        foreach (var venue in (PaperVenue[])[one, other])
        {
            venue.Market("a", OrderSide.Buy, 9);
            venue.Apply(Bars.Flat(0, 1));
            venue.Apply(Bars.At(1, 100, 101, 94, 96));
            venue.Market("b", OrderSide.Sell, 1);
            venue.Apply(Bars.Flat(1, 0.51234m, "ODDUSDT"));
        }

        Assert.Equal(one.Events(), other.Events());
        Assert.Equal(Json(one.Save()), Json(other.Save()));
        Assert.Equal(0.00001m, other.GetInstrumentAsync("ODDUSDT").Now()!.TickSize);
    }

    [Fact]
    public void Another_version_or_position_mode_is_refused()
    {
        var state = Busy().Save();
        Assert.Contains(
            "version 2", Assert.Throws<ArgumentException>(() => PaperVenue.Restore(Costly, state with { Version = 2 })).Message);
        Assert.Contains(
            "hedge_mode False", Assert.Throws<ArgumentException>(() => PaperVenue.Restore(Costly with { HedgeMode = true }, state)).Message);
    }

    [Fact]
    public void An_account_without_positions_may_change_its_position_mode()
    {
        var state = VenueAt(100).Save();
        Assert.True(PaperVenue.Restore(Free with { HedgeMode = true }, state).Account().HedgeMode);
    }

    [Theory]
    [InlineData("wallet_balance")]
    [InlineData("as_of_ms")]
    [InlineData("last_trade_number")]
    public void A_missing_number_is_an_error_and_not_zero(string field)
    {
        var json = Json(Busy().Save());
        var broken = json.Replace($"\"{field}\":", "\"other\":");
        Assert.Contains(field, Assert.Throws<JsonException>(() => Parse(broken)).Message);
    }
}
