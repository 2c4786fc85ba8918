using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Exchanges;

/// <summary>What the venue says of an order, now.</summary>
/// <param name="OrderId">The venue's own id; empty when the order was rejected before it got one.</param>
/// <param name="FilledQuantity">Base currency. A filled order that only closes may show less than was asked: it is cut to the position.</param>
/// <param name="AveragePrice">Average fill price, quote currency; null while nothing is filled.</param>
/// <param name="Fee">Fees paid on the fills so far, quote currency.</param>
/// <param name="RealizedPnl">Profit that the fills so far realised, quote currency, before fees.</param>
/// <param name="Rejection">Why the venue refused it; null when it did not.</param>
/// <param name="UpdatedMs">When this state was reached, Unix milliseconds.</param>
public sealed record OrderReport(
    OrderRequest Request,
    string OrderId,
    OrderStatus Status,
    decimal FilledQuantity,
    decimal? AveragePrice,
    decimal Fee,
    decimal RealizedPnl,
    OrderRejection? Rejection,
    long UpdatedMs);
