using System.Globalization;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>Turns an entry signal into the market order that opens and the stop that protects. Pure; the venue judges the orders.</summary>
public static class EntryOrders
{
    /// <param name="id">Names the entry; both client ids derive from it, so that a repeat is recognised by the venue.</param>
    internal static OrderRequest Open(string id, string symbol, EntrySignal signal, decimal price, InstrumentRules rules, ExecutionOptions options)
    {
        var wanted = signal.Quantity ?? options.EntryNotionalUsd / price;
        return new OrderRequest(
            symbol, OpenId(id), OrderSides.ToOpen(signal.Side), OrderType.Market, rules.FloorQuantity(wanted),
            PositionSide: options.PaperHedgeMode ? signal.Side : null);
    }

    /// <summary>Closes the whole position, whatever it is by then, so that it never needs to be resized.</summary>
    internal static OrderRequest Protect(
        string id, string symbol, PositionSide side, decimal? stopPrice, decimal entryPrice, decimal distance, InstrumentRules rules, bool hedge)
    {
        var wanted = stopPrice ?? StopPrices.At(entryPrice, distance, side);
        return new OrderRequest(
            symbol, StopId(id), OrderSides.ToClose(side), OrderType.StopMarket, Quantity: null, rules.RoundStop(wanted, side),
            ClosePosition: true, PositionSide: hedge ? side : null);
    }

    /// <summary>Client id of the opening order.</summary>
    public static string OpenId(string id) => "qe" + id;

    /// <summary>Client id of the stop that comes with it.</summary>
    public static string StopId(string id) => "qs" + id;

    /// <summary>A stop that came with an entry.</summary>
    public static bool IsStop(string clientOrderId) => clientOrderId.StartsWith("qs-", StringComparison.Ordinal);

    public static string IdOf(EntryRequestRecord request) => "-" + request.RequestId;

    public static string IdOf(Bar bar) => string.Create(CultureInfo.InvariantCulture, $"-{bar.Symbol}-{bar.EndTimeMs / 1000}");
}
