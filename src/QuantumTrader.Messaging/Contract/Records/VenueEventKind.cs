namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>What a venue event tells of.</summary>
public enum VenueEventKind
{
    Order,
    Fill,

    /// <summary>The account document is new: a mark price, a balance or a position changed.</summary>
    Account,
    MarginCall,
}
