using System.Text.Json;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges.Paper;
using static QuantumTrader.Exchanges.Tests.VenueDriver;

namespace QuantumTrader.Exchanges.Tests.Paper;

public sealed class PaperStateTests
{
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
        var saved = PaperDocuments.Of(Busy());
        Assert.Equal(saved.Text, PaperDocuments.Of(saved.Restore(Costly)).Text);
        Assert.Contains("\"kind\":\"fill\"", saved.Text);
        Assert.Contains("\"last_order_number\":3", saved.Text);
    }

    [Fact]
    public void A_restored_venue_goes_on_as_if_it_had_never_stopped()
    {
        var one = Busy();
        var other = PaperDocuments.Of(Busy()).Restore(Costly);
        foreach (var venue in (PaperVenue[])[one, other])
        {
            venue.Market("a", OrderSide.Buy, 9);
            venue.Apply(Bars.Flat(0, 1));
            venue.Apply(Bars.At(1, 100, 101, 94, 96));
            venue.Market("b", OrderSide.Sell, 1);
            venue.Apply(Bars.Flat(1, 0.51234m, "ODDUSDT"));
        }

        // Those of two symbols at the same instant may change places; those of one never do.
        Assert.Equal(one.Events().OrderBy(told => told.Symbol), other.Events().OrderBy(told => told.Symbol));
        Assert.Equal(PaperDocuments.Of(one).Text, PaperDocuments.Of(other).Text);
        Assert.Equal(0.00001m, other.GetInstrumentAsync("ODDUSDT").Now()!.TickSize);
    }

    [Fact]
    public void Another_version_or_position_mode_is_refused()
    {
        var (state, symbols) = (Busy().Save(), SymbolsOf(Busy()));
        Assert.Contains(
            "version 1", Assert.Throws<ArgumentException>(() => PaperVenue.Restore(Costly, state with { Version = 1 }, symbols)).Message);
        var hedge = Costly with { HedgeMode = true };
        Assert.Contains("hedge_mode False", Assert.Throws<ArgumentException>(() => PaperVenue.Restore(hedge, state, symbols)).Message);
    }

    [Fact]
    public void An_account_without_positions_may_change_its_position_mode()
    {
        var venue = VenueAt(100);
        Assert.True(PaperVenue.Restore(Free with { HedgeMode = true }, venue.Save(), SymbolsOf(venue)).Account().HedgeMode);
    }

    [Fact]
    public void The_initial_balance_is_the_saved_one_and_the_wallet_what_came_of_it()
    {
        var busy = Busy();
        var restored = PaperDocuments.Of(busy).Restore(Costly with { InitialBalance = 1 });
        Assert.Equal(busy.Account().WalletBalance, restored.Account().WalletBalance);
    }

    [Fact]
    public void Changes_name_the_symbols_that_differ_from_what_was_saved()
    {
        var venue = VenueAt(100);
        venue.Apply(Bars.Flat(0, 0.5m, "ODDUSDT"));
        Assert.Empty(venue.TakeChanges());

        venue.Market("a", OrderSide.Buy, 1);
        Assert.Equal([Bars.Symbol], venue.TakeChanges());
        venue.Market("a", OrderSide.Buy, 1);
        venue.Apply(Bars.Flat(1, 101));
        Assert.Empty(venue.TakeChanges());

        venue.CloseStop("s", OrderSide.Sell, 95);
        Assert.Equal([Bars.Symbol], venue.TakeChanges());
        venue.Apply(Bars.Flat(2, 94));
        Assert.Equal([Bars.Symbol], venue.TakeChanges());
        venue.Events();
        Assert.Equal([Bars.Symbol], venue.TakeChanges());
    }

    [Theory]
    [InlineData("realized_pnl")]
    [InlineData("as_of_ms")]
    [InlineData("last_trade_number")]
    public void A_missing_number_is_an_error_and_not_zero(string field)
    {
        var json = PaperDocuments.Of(Busy()).Symbols[0];
        var broken = json.Replace($"\"{field}\":", "\"other\":");
        Assert.Contains(field, Assert.Throws<JsonException>(() => PaperDocuments.ParseSymbol(broken)).Message);
    }

    private static IReadOnlyList<PaperSymbolState> SymbolsOf(PaperVenue venue) => [.. venue.Save().Symbols.Select(symbol => venue.Save(symbol)!)];
}
