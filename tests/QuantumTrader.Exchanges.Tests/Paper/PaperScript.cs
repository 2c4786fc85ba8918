using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges.Paper;

namespace QuantumTrader.Exchanges.Tests.Paper;

/// <summary>
/// Turns numbers into a life of a paper venue: bars that jump and spread, orders of every kind, cancels and repeats, on two symbols. The
/// steps of a symbol depend on its own numbers only.
/// </summary>
internal sealed class PaperScript(PaperOptions options)
{
    private readonly Dictionary<string, SymbolLife> _symbols = new(StringComparer.Ordinal);

    public void Step(PaperVenue venue, string symbol, int code)
    {
        var random = new SeededRandom((ulong)code);
        var state = _symbols.GetValueOrDefault(symbol, new SymbolLife(100, 0, 0));
        var kind = state.Minute == 0 ? 0 : random.NextInt(10);
        _symbols[symbol] = kind <= 3 ? Bar(venue, symbol, state, ref random) : Order(venue, symbol, state, kind, ref random);
    }

    private static SymbolLife Bar(PaperVenue venue, string symbol, SymbolLife state, ref SeededRandom random)
    {
        var open = Near(state.Price, 0.02, ref random);
        var close = Near(open, 0.05, ref random);
        var high = Math.Max(open, close) + (random.NextInt(40) / 10m);
        var low = Math.Max(0.1m, Math.Min(open, close) - (random.NextInt(40) / 10m));
        venue.Apply(Bars.At(state.Minute, open, high, low, close, symbol));
        return new(close, state.Minute + 1, state.Orders);
    }

    private SymbolLife Order(PaperVenue venue, string symbol, SymbolLife state, int kind, ref SeededRandom random)
    {
        var side = random.NextInt(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
        PositionSide? position = options.HedgeMode ? random.NextInt(2) == 0 ? PositionSide.Long : PositionSide.Short : null;
        var quantity = (1 + random.NextInt(3_000)) / 1_000m;
        var offset = (1 + random.NextInt(60)) / 10m;
        var stop = side == OrderSide.Buy ? state.Price + offset : state.Price - offset;
        if (kind == 9)
        {
            venue.CancelAsync(symbol, $"{symbol}-{random.NextInt(state.Orders + 1)}").Now();
            return state;
        }

        // One in eight sends an id again.
        var number = random.NextInt(8) == 0 ? random.NextInt(state.Orders + 1) : state.Orders + 1;
        var id = $"{symbol}-{number}";
        OrderRequest request = kind switch
        {
            4 => new(symbol, id, side, OrderType.Market, quantity, PositionSide: position),
            5 => new(symbol, id, side, OrderType.Market, quantity, ReduceOnly: !options.HedgeMode, PositionSide: position),
            6 => new(symbol, id, side, OrderType.StopMarket, quantity, stop, PositionSide: position),
            7 => new(symbol, id, side, OrderType.StopMarket, quantity, stop, ReduceOnly: !options.HedgeMode, PositionSide: position),
            _ => new(symbol, id, side, OrderType.StopMarket, null, stop, ClosePosition: true, PositionSide: position),
        };
        venue.PlaceAsync(request).Now();
        return state with { Orders = Math.Max(state.Orders, number) };
    }

    private static decimal Near(decimal price, double reach, ref SeededRandom random) =>
        Math.Max(1, Math.Round(price * (decimal)(1 + (reach * ((2 * random.NextDouble()) - 1))), 1));

    private readonly record struct SymbolLife(decimal Price, int Minute, int Orders);
}
