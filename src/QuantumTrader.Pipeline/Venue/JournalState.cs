namespace QuantumTrader.Pipeline.Venue;

/// <summary>What is known of an order that was to be sent.</summary>
public enum JournalState
{
    /// <summary>It may have reached the venue or not.</summary>
    Sending,

    /// <summary>The venue has answered.</summary>
    Known,
}
