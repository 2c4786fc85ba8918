using System.Globalization;

namespace QuantumTrader.Messaging.Contract;

/// <summary>
/// Numbers as text, contract section 0: shortest form that reads back to the same value, integral values with <c>.0</c>,
/// exponents as <c>1e-05</c> and <c>1e+16</c>.
/// </summary>
public static class WireNumber
{
    // Below 1e-4 and from 1e16 on, the exponent form is used.
    private const int LowestPlainExponent = -4;
    private const int LowestScientificExponent = 16;
    private const double LowestPlain = 1e-4;
    private const double LowestScientific = 1e16;

    /// <exception cref="ArgumentOutOfRangeException">The value is not finite: NaN and infinity never reach the wire.</exception>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "a number on the wire must be finite");
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";

        // "E16" would pad; "R" gives the shortest digits, from which sign, digits and exponent are taken.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (Math.Abs(value) is >= LowestPlain and < LowestScientific && !text.Contains('E'))
            return text.Contains('.') ? text : text + ".0";
        var sign = text[0] == '-' ? "-" : "";
        var (digits, exponent) = Decompose(text.AsSpan(sign.Length));
        if (exponent is < LowestPlainExponent or >= LowestScientificExponent)
            return sign + Scientific(digits, exponent);
        return sign + Plain(digits, exponent);
    }

    /// <summary>As for a double; the digits of a decimal are its own, without trailing zeros.</summary>
    public static string Format(decimal value)
    {
        if (value == 0)
            return "0.0";
        var sign = value < 0 ? "-" : "";
        var (digits, exponent) = Decompose(Math.Abs(value).ToString(CultureInfo.InvariantCulture));
        if (exponent is < LowestPlainExponent or >= LowestScientificExponent)
            return sign + Scientific(digits, exponent);
        return sign + Plain(digits, exponent);
    }

    public static string FormatFixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "a number on the wire must be finite");
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a finite number; NaN, infinity, blanks and group separators are refused.</summary>
    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);

    public static bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    // The significant digits without leading or trailing zeros, and the power of ten of the first one.
    private static (string Digits, int Exponent) Decompose(ReadOnlySpan<char> text)
    {
        var mark = text.IndexOf('E');
        var power = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = point < 0 ? whole.ToString() : string.Concat(whole, mantissa[(point + 1)..]);
        var leadingZeros = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), power + whole.Length - 1 - leadingZeros);
    }

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
            return "0." + new string('0', -exponent - 1) + digits;
        if (digits.Length <= exponent + 1)
            return digits.PadRight(exponent + 1, '0') + ".0";
        return $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
