using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Harvest;

/// <summary>
/// Names an act on a position, not the moment it was proposed: proposing the same act again gives the same id, and nothing downstream acts on
/// an id twice. Contract section 3, <c>plan_id</c>.
/// </summary>
public static class PlanIdentity
{
    private const int Length = 16;

    /// <summary>A rung is taken once in the life of a position.</summary>
    public static string OfPartial(string symbol, PositionSide side, long openedEpoch, HarvestAction rung) =>
        Mint(symbol, side, openedEpoch, rung, "");

    /// <param name="newStop">The new stop as it is published.</param>
    public static string OfStopUpdate(string symbol, PositionSide side, long openedEpoch, string newStop) =>
        Mint(symbol, side, openedEpoch, HarvestAction.UpdateSl, newStop);

    /// <summary>A full close may be asked for again while its cause lasts, once every <paramref name="repeatSec"/> (0: never).</summary>
    /// <param name="sinceSec">Seconds since a full close was first proposed for this position, 0 or more.</param>
    public static string OfFullClose(string symbol, PositionSide side, long openedEpoch, long sinceSec, long repeatSec)
    {
        var repeat = repeatSec == 0 ? 0 : sinceSec / repeatSec;
        return Mint(symbol, side, openedEpoch, HarvestAction.FullCloseProposed, repeat.ToString(CultureInfo.InvariantCulture));
    }

    private static string Mint(string symbol, PositionSide side, long openedEpoch, HarvestAction act, string detail)
    {
        var sideName = side == PositionSide.Long ? "LONG" : "SHORT";
        var text = string.Create(CultureInfo.InvariantCulture, $"{symbol}|{sideName}|{openedEpoch}|{act.ToWire()}|{detail}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
    }
}
