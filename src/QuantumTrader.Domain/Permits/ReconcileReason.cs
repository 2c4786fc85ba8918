namespace QuantumTrader.Domain.Permits;

/// <summary>How the ledger differed from the venue when it was put right from the venue.</summary>
public enum ReconcileReason
{
    /// <summary>The venue has a position of which nothing was ever booked.</summary>
    PositionUnknown,

    /// <summary>The ledger has a position that the venue has not.</summary>
    PositionGone,

    /// <summary>Long here, short there.</summary>
    SideDiffers,

    /// <summary>The same side, another amount.</summary>
    AmountDiffers,
}
