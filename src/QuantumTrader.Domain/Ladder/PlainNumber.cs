using System.Globalization;

namespace QuantumTrader.Domain.Ladder;

/// <summary>Numbers in sentences: every digit that counts, no zeros behind them, no exponent.</summary>
internal static class PlainNumber
{
    private const string EveryDigit = "0.############################";

    public static string Of(decimal number) => number.ToString(EveryDigit, CultureInfo.InvariantCulture);

    /// <param name="share">0 to 1.</param>
    public static string Percent(decimal share) => Of(share * 100) + " %";
}
