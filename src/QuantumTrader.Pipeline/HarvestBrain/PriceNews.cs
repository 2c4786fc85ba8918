using QuantumTrader.Domain.Safety;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>A price that was heard of.</summary>
/// <param name="EntryMs">When its entry was written, Unix milliseconds.</param>
/// <param name="MadeMs">When it was made, Unix milliseconds; null when nobody says, or it is of a recording.</param>
internal readonly record struct PriceNews(string Symbol, decimal Price, long EntryMs, long? MadeMs)
{
    private long OldestMs => Math.Min(EntryMs, MadeMs ?? EntryMs);

    /// <summary>Too old, or dated as far ahead.</summary>
    public bool IsStale(long nowMs, double freshSec)
    {
        const double MillisecondsPerSecond = 1000;
        var limitMs = freshSec * MillisecondsPerSecond;
        return nowMs - OldestMs > limitMs || (MadeMs ?? EntryMs) - nowMs > limitMs;
    }

    /// <summary>Why the switch lets nothing be done at this price; null: it does.</summary>
    public BrainBlock? Refuse(KillState kill) =>
        kill.Blocks(reducesRisk: true) ? BrainBlock.KillSwitchActive : kill.IsBacklog(OldestMs) ? BrainBlock.StaleAfterHalt : null;
}
