namespace QuantumTrader.Domain.Orders;

/// <summary>Life of an order at a venue.</summary>
public enum OrderStatus
{
    /// <summary>Accepted and resting; a stop waits for its trigger.</summary>
    New,
    PartiallyFilled,
    Filled,
    Canceled,
    Rejected,

    /// <summary>Ended by the venue without a full fill, such as a stop whose position is gone.</summary>
    Expired,
}
