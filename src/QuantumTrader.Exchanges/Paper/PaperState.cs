namespace QuantumTrader.Exchanges.Paper;

/// <summary>The whole of a paper venue at one moment; a venue restored from it goes on as if it had never stopped.</summary>
/// <param name="Version">Layout of this record, <see cref="CurrentVersion"/>.</param>
/// <param name="PendingEvents">Events that nobody has taken yet.</param>
public sealed record PaperState(
    int Version,
    bool HedgeMode,
    decimal WalletBalance,
    decimal FeesPaid,
    decimal RealizedPnl,
    IReadOnlyList<PaperMarketState> Markets,
    IReadOnlyList<VenueEvent> PendingEvents)
{
    public const int CurrentVersion = 1;
}
