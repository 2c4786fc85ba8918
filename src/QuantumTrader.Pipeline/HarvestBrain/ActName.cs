using System.Globalization;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>
/// Names an act of the ladder after what it is, so that it has the same name whenever it is decided: the correlation id of the intent, and with it the plan id of its fills.
/// </summary>
/// <param name="OpenedMs">The position, Unix milliseconds.</param>
/// <param name="Trigger">The rung; of a stop that follows the price, or that moves again, the stop behind an @.</param>
/// <param name="Attempt">0, and one more each time that an ask of this position came to nothing: what was refused once may be asked for again.</param>
internal sealed record ActName(string Symbol, PositionSide Side, long OpenedMs, LadderIntent Intent, string Trigger, int Attempt)
{
    private const string Prefix = "harvest";
    private const char Separator = ':';
    private const long MillisecondsPerSecond = 1000;

    public static ActName Of(string symbol, LadderPosition position, LadderAct act, LadderLedger ledger) => new(
        symbol, position.Side, position.OpenedMs, act.Intent, TriggerOf(act, ledger.Additions > 0), ledger.AttemptOf(act));

    /// <summary>Null: the plan or intent is somebody else's.</summary>
    public static ActName? Read(string? id)
    {
        if (id?.Split(Separator) is not [Prefix, var symbol, var side, var opened, var intent, var trigger, var attempt])
            return null;
        return WireWord.Find<LadderIntent>(intent, LadderIntents.ToWire) is { } known && long.TryParse(opened, NumberStyles.None, CultureInfo.InvariantCulture, out var openedMs)
            && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && side is "LONG" or "SHORT"
            ? new ActName(symbol, side == "LONG" ? PositionSide.Long : PositionSide.Short, openedMs, known, trigger, number)
            : null;
    }

    /// <summary>The rung whose slice it closes; null for a move of the stop.</summary>
    public decimal? RungAtR =>
        Intent == LadderIntent.HarvestPartial && WireNumber.TryParse(Trigger, out decimal atR) ? atR : null;

    public string PositionName => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Separator}{Symbol}{Separator}{WireNames.Of(Side)}{Separator}{OpenedMs}");

    public string DedupKey => Keys.HarvestDedup(Symbol, Intent.ToWire(), Trigger, OpenedMs / MillisecondsPerSecond);

    /// <summary>It is an act of this position.</summary>
    public bool IsOf(LadderPosition position) => Side == position.Side && OpenedMs == position.OpenedMs;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{PositionName}{Separator}{Intent.ToWire()}{Separator}{Trigger}{Separator}{Attempt}");

    // A rung's stop is another one once the position was added to.
    private static string TriggerOf(LadderAct act, bool wasAddedTo)
    {
        var rung = act.RungAtR is { } atR ? WireNumber.Format(atR) : "";
        return act.NewStop is { } stop && (rung.Length == 0 || wasAddedTo) ? $"{rung}@{WireNumber.Format(stop)}" : rung;
    }
}
