using QuantumTrader.Domain.Safety;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>A price that was heard of.</summary>
/// <param name="EntryMs">When its entry was written, Unix milliseconds.</param>
/// <param name="MadeMs">When it was made, Unix milliseconds; null when nobody says, or it is of a recording.</param>
internal readonly record struct PriceNews(string Symbol, decimal Price, long EntryMs, long? MadeMs)
{
    private long OldestMs => Math.Min(EntryMs, MadeMs ?? EntryMs);

    /// <summary>Why nothing may be done at this price; null: it may.</summary>
    public BrainBlock? Refuse(KillState kill, long nowMs, double freshSec)
    {
        const double MillisecondsPerSecond = 1000;
        if (kill.Blocks(reducesRisk: true))
            return BrainBlock.KillSwitchActive;
        if (kill.IsBacklog(OldestMs))
            return BrainBlock.StaleAfterHalt;
        var limitMs = freshSec * MillisecondsPerSecond;
        return nowMs - OldestMs > limitMs || (MadeMs ?? EntryMs) - nowMs > limitMs ? BrainBlock.PriceStale : null;
    }
}
