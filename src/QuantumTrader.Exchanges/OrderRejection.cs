namespace QuantumTrader.Exchanges;

/// <summary>Why a venue refuses an order. Closed: adapters map their own codes to these.</summary>
public enum OrderRejection
{
    /// <summary>The venue does not list the symbol.</summary>
    UnknownSymbol,

    /// <summary>The symbol has no price yet to fill against.</summary>
    NoMarketPrice,

    /// <summary>Only a stop that closes the whole position goes without a quantity.</summary>
    QuantityMissing,

    /// <summary>The quantity is no multiple of the step size.</summary>
    QuantityOffStep,

    /// <summary>The quantity is 0, negative, or below the least of the symbol.</summary>
    QuantityBelowMinimum,

    /// <summary>The value of an order that may open is below the least of the symbol.</summary>
    NotionalBelowMinimum,

    /// <summary>The stop price is no multiple of the tick size, or not above 0.</summary>
    PriceOffTick,

    /// <summary>A stop order without a trigger price.</summary>
    StopPriceMissing,

    /// <summary>The market is already at or beyond the stop price.</summary>
    StopWouldTriggerAtOnce,

    /// <summary>Reduce-only, and there is nothing to reduce on that side.</summary>
    ReduceOnlyWithoutPosition,

    /// <summary>Close-position, and there is nothing to close on that side.</summary>
    ClosePositionWithoutPosition,

    /// <summary>The position side does not fit the position mode, or the direction of the order.</summary>
    PositionSideMismatch,

    /// <summary>The free balance does not cover the margin and the fee.</summary>
    InsufficientMargin,

    /// <summary>The venue has never seen the client id.</summary>
    UnknownOrder,

    /// <summary>The order has ended already; its state is reported.</summary>
    OrderNotOpen,

    /// <summary>The client id has more than 36 characters.</summary>
    ClientOrderIdTooLong,

    /// <summary>
    /// Fields that exclude each other: close-position with a quantity, with reduce-only or on a market order; a stop price on a market
    /// order.
    /// </summary>
    ContradictoryRequest,
}
