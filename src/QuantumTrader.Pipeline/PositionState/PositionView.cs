using QuantumTrader.Domain;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>Turns the venue's account into the records of contract sections 5.1 and 5.2. Pure.</summary>
internal static class PositionView
{
    private const long MillisecondsPerSecond = 1000;

    public static PositionRecord Open(VenuePosition position, PriceExtremes extremes, VenueAccount account, VenueMark mark, Provenance source)
    {
        var stop = RestingStops.PriceFor(account, position);
        return new PositionRecord(
            position.Symbol, position.Side, position.Quantity, position.EntryPrice, mark.Price, position.UnrealizedPnl, position.Leverage,
            extremes.Peak, extremes.Trough, position.OpenedMs / MillisecondsPerSecond, stop, CurrentTp: null, SlConfirmed: stop is not null,
            mark.AsOfMs / MillisecondsPerSecond, source);
    }

    public static PositionRecord Flat(string symbol, VenueAccount account, Provenance source)
    {
        var known = account.Marks.TryGetValue(symbol, out var mark);
        return new PositionRecord(
            symbol, Side: null, Quantity: 0, EntryPrice: 0, known ? mark.Price : 0, UnrealizedPnl: 0, Leverage: 0, PeakPrice: 0, TroughPrice: 0,
            OpenedEpoch: 0, CurrentSl: null, CurrentTp: null, SlConfirmed: false,
            (known ? mark.AsOfMs : account.AsOfMs) / MillisecondsPerSecond, source);
    }

    public static PortfolioRecord Portfolio(VenueAccount account, Provenance source)
    {
        decimal gross = 0, net = 0;
        foreach (var position in account.Positions)
        {
            var notional = position.Quantity * position.MarkPrice;
            gross += notional;
            net += position.Side == PositionSide.Long ? notional : -notional;
        }

        return new PortfolioRecord(
            account.Equity, account.AvailableBalance, gross, net, account.UnrealizedPnl, account.Positions.Count,
            account.AsOfMs / MillisecondsPerSecond, source);
    }
}
