using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>Books fills into a ledger. Pure: the same fills on the same ledger come to the same record, whoever books them.</summary>
internal static class LedgerBook
{
    /// <summary>
    /// Trades that a ledger remembers. No more fills than these may be unacknowledged at once: an older one that is delivered again would not be known.
    /// </summary>
    public const int TradesKept = 64;

    private const long MillisecondsPerSecond = 1000;

    /// <param name="ledger">Null when nothing was booked yet.</param>
    /// <param name="fills">Complete ones, oldest first; each may have been booked before.</param>
    /// <param name="venueAmount">What the venue says of the position, at least as new as the fills; null when it is not known.</param>
    /// <returns>The ledger itself when all of it was booked before.</returns>
    public static LedgerRecord? Book(LedgerRecord? ledger, IReadOnlyList<VenueEventRecord> fills, decimal? venueAmount)
    {
        var news = new List<VenueEventRecord>(fills.Count);
        foreach (var fill in fills)
        {
            if (ledger?.RecentTradeIds.Contains(fill.TradeId!) != true && !news.Exists(other => other.TradeId == fill.TradeId))
                news.Add(fill);
        }

        if (news.Count == 0)
            return ledger;

        var from = ledger;
        var countedUntil = AreCounted(from, news, venueAmount) ? ReconciledMs(from, news) : null;
        foreach (var fill in news)
            ledger = Book(ledger, fill, MayBeCounted(fill, countedUntil));
        return ledger;
    }

    // The ledger may have been put right from an account that knew of a fill before the fill was told. Such a fill explains what was found then, and
    // must not move the amount a second time; whether it is one is for the venue to say.
    private static bool AreCounted(LedgerRecord? ledger, List<VenueEventRecord> news, decimal? venueAmount)
    {
        var until = ReconciledMs(ledger, news);
        var without = ledger?.LastKnownAmount ?? 0;
        foreach (var fill in news)
        {
            if (!MayBeCounted(fill, until))
                without += fill.SignedAmount();
        }

        return without == venueAmount;
    }

    private static bool MayBeCounted(VenueEventRecord fill, long? reconciledMs) => fill.TimeMs <= reconciledMs && !LedgerRepair.IsRepair(fill);

    private static long? ReconciledMs(LedgerRecord? ledger, List<VenueEventRecord> news)
    {
        var until = ledger?.ReconciledMs;
        foreach (var fill in news)
        {
            if (LedgerRepair.IsRepair(fill))
                until = Math.Max(until ?? fill.TimeMs, fill.TimeMs);
        }

        return until;
    }

    private static LedgerRecord Book(LedgerRecord? ledger, VenueEventRecord fill, bool isCounted)
    {
        var second = fill.TimeMs / MillisecondsPerSecond;
        return new LedgerRecord(
            (ledger?.LastKnownAmount ?? 0) + (isCounted ? 0 : fill.SignedAmount()),
            fill.OrderId ?? ledger?.LastOrderId,
            fill.PlanId ?? ledger?.LastPlanId,
            fill.Quantity,
            fill.Side,
            fill.PlanId is null ? ledger?.LastPlanEpoch : Math.Max(ledger?.LastPlanEpoch ?? second, second),
            [.. (ledger?.RecentTradeIds ?? []).TakeLast(TradesKept - 1), fill.TradeId!],
            Math.Max(ledger?.UpdatedEpoch ?? second, second),
            fill.Source,
            LedgerRepair.IsRepair(fill) ? fill.TimeMs : ledger?.ReconciledMs);
    }
}
