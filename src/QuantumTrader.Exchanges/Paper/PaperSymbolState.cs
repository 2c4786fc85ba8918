namespace QuantumTrader.Exchanges.Paper;

/// <summary>One symbol of a paper venue at one moment. Nothing of it lies elsewhere, so that one write of it is one step of the venue.</summary>
/// <param name="RealizedPnl">Of this symbol, before fees, quote currency.</param>
/// <param name="FeesPaid">Of this symbol, quote currency.</param>
/// <param name="PendingEvents">Events that nobody has confirmed yet, oldest first.</param>
public sealed record PaperSymbolState(
    PaperMarketState Market, decimal RealizedPnl, decimal FeesPaid, IReadOnlyList<VenueEvent> PendingEvents);
