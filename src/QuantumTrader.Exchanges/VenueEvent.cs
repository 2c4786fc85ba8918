using System.Text.Json.Serialization;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Exchanges;

/// <summary>Something that happened at the venue.</summary>
/// <param name="TimeMs">Venue time, Unix milliseconds.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(VenueOrderEvent), "order")]
[JsonDerivedType(typeof(VenueFillEvent), "fill")]
public abstract record VenueEvent(string Symbol, long TimeMs);

/// <summary>An order was accepted, cancelled, rejected or ended.</summary>
public sealed record VenueOrderEvent(string Symbol, long TimeMs, OrderReport Order) : VenueEvent(Symbol, TimeMs);

/// <summary>A trade of one of our orders.</summary>
/// <param name="TradeId">Unique within the symbol; a repeat is recognised by it.</param>
/// <param name="RealizedPnl">Before the fee, quote currency.</param>
public sealed record VenueFillEvent(
    string Symbol,
    long TimeMs,
    string TradeId,
    OrderReport Order,
    OrderSide Side,
    decimal Quantity,
    decimal Price,
    decimal Fee,
    decimal RealizedPnl) : VenueEvent(Symbol, TimeMs);
