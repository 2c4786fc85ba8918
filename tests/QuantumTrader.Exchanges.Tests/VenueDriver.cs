using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges.Paper;

namespace QuantumTrader.Exchanges.Tests;

/// <summary>Calls a paper venue without waiting: every call must be complete when it returns.</summary>
internal static class VenueDriver
{
    public static readonly InstrumentRules Rules = new(Bars.Symbol, 0.1m, 0.001m, 0.002m, 5);

    /// <summary>Fee 5 bps and slippage 2 bps as by default.</summary>
    public static readonly PaperOptions Costly = new() { Instruments = new Dictionary<string, InstrumentRules> { [Bars.Symbol] = Rules } };

    /// <summary>No fee, no slippage: for tests of paths.</summary>
    public static readonly PaperOptions Free = Costly with { TakerFeeBps = 0, SlippageBps = 0 };

    public static PaperVenue VenueAt(decimal price, PaperOptions? options = null)
    {
        var venue = new PaperVenue(options ?? Free);
        venue.Apply(Bars.Flat(0, price));
        return venue;
    }

    public static T Now<T>(this ValueTask<T> call)
    {
        Assert.True(call.IsCompletedSuccessfully);
        return call.Result;
    }

    public static VenueAccount Account(this PaperVenue venue) => venue.GetAccountAsync().Now();

    /// <summary>What happened since the last call.</summary>
    public static IReadOnlyList<VenueEvent> Events(this PaperVenue venue)
    {
        var events = venue.GetEventsAsync().Now();
        Assert.True(venue.ConfirmEventsAsync(events.Count).IsCompletedSuccessfully);
        return events;
    }

    public static OrderReport Market(
        this PaperVenue venue, string id, OrderSide side, decimal quantity, bool reduceOnly = false, PositionSide? positionSide = null, string symbol = Bars.Symbol) =>
        venue.PlaceAsync(new(symbol, id, side, OrderType.Market, quantity, null, reduceOnly, PositionSide: positionSide)).Now();

    public static OrderReport Stop(
        this PaperVenue venue, string id, OrderSide side, decimal stop, decimal quantity, bool reduceOnly = false, PositionSide? positionSide = null) =>
        venue.PlaceAsync(new(Bars.Symbol, id, side, OrderType.StopMarket, quantity, stop, reduceOnly, PositionSide: positionSide)).Now();

    public static OrderReport CloseStop(this PaperVenue venue, string id, OrderSide side, decimal stop, PositionSide? positionSide = null) =>
        venue.PlaceAsync(new(Bars.Symbol, id, side, OrderType.StopMarket, null, stop, ClosePosition: true, PositionSide: positionSide)).Now();

    public static OrderReport Find(this PaperVenue venue, string id)
    {
        var found = venue.FindAsync(Bars.Symbol, id).Now();
        Assert.NotNull(found);
        return found;
    }
}
