namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>How far an order got.</summary>
internal enum SendState
{
    /// <summary>The venue does not know it.</summary>
    NotSent,

    /// <summary>The kill switch stood in its way; it was not sent.</summary>
    Blocked,

    /// <summary>It may have reached the venue or not.</summary>
    Unknown,

    /// <summary>The venue has answered.</summary>
    Known,
}
