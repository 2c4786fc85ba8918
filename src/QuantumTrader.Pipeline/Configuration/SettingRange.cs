using System.Globalization;

namespace QuantumTrader.Pipeline.Configuration;

/// <summary>The numbers that a setting allows; a limit that is NaN does not exist.</summary>
public readonly record struct SettingRange(double Min, double Max, bool MinExclusive, bool MaxExclusive)
{
    public static SettingRange Unlimited { get; } = new(double.NaN, double.NaN, MinExclusive: false, MaxExclusive: false);

    public bool HasMin => !double.IsNaN(Min);

    public bool HasMax => !double.IsNaN(Max);

    public bool Contains(double value) =>
        !(HasMin && (MinExclusive ? value <= Min : value < Min)) && !(HasMax && (MaxExclusive ? value >= Max : value > Max));

    /// <summary>The range in words, to stand after "a number": <c> from 1 to 60</c>, <c> above 0</c>; empty when there is no limit.</summary>
    public string InWords()
    {
        if (HasMin && HasMax && !MinExclusive && !MaxExclusive)
            return $" from {Text(Min)} to {Text(Max)}";
        var min = HasMin ? $" {(MinExclusive ? "above" : "not below")} {Text(Min)}" : "";
        var max = HasMax ? $" {(MaxExclusive ? "below" : "not above")} {Text(Max)}" : "";
        return min + (HasMin && HasMax ? " and" : "") + max;
    }

    private static string Text(double limit) => limit.ToString(CultureInfo.InvariantCulture);
}
