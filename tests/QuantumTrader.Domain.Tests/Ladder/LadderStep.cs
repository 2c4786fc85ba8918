namespace QuantumTrader.Domain.Tests.Ladder;

/// <summary>One thing that happens to a position.</summary>
/// <param name="Number">Of a price: the move from the entry in hundredths of the entry risk. Of a fill: which of the rungs that are asked for.</param>
internal readonly record struct LadderStep(LadderEvent Event, int Number, bool HasAtr);

internal enum LadderEvent
{
    Price,
    FillRung,
    FillPartOfRung,
    OrderEnded,
    Reduce,
    MinorReduce,
    ChangeLadder,
}
