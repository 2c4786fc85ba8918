namespace QuantumTrader.Exchanges;

/// <summary>Why a venue refuses an order. Closed: adapters map their own codes to these.</summary>
public enum OrderRejection
{
    UnknownSymbol,
    NoMarketPrice,
    QuantityMissing,
    QuantityOffStep,
    QuantityBelowMinimum,
    NotionalBelowMinimum,
    PriceOffTick,
    StopPriceMissing,
    StopWouldTriggerAtOnce,
    ReduceOnlyWithoutPosition,
    ClosePositionWithoutPosition,
    PositionSideMismatch,
    InsufficientMargin,
    UnknownOrder,
    OrderNotOpen,
    ClientOrderIdTooLong,

    /// <summary>
    /// Fields that exclude each other: close-position with a quantity, with reduce-only or on a market order; a stop price on a market
    /// order.
    /// </summary>
    ContradictoryRequest,
}
