using System.Globalization;

namespace QuantumTrader.Domain;

/// <summary>A kernel refuses an input: names the field, its value and the rule that it breaks.</summary>
public sealed class KernelInputException(string field, string value, string rule)
    : ArgumentException($"{field} = {value}: {rule}")
{
    public string Field { get; } = field;

    public static void RequireFinite(string field, double value)
    {
        if (!double.IsFinite(value))
            throw Of(field, value, "must be a finite number");
    }

    public static void RequirePositive(string field, double value)
    {
        if (!double.IsFinite(value) || value <= 0)
            throw Of(field, value, "must be a finite number above 0");
    }

    public static void RequirePositive(string field, decimal value)
    {
        if (value <= 0)
            throw new KernelInputException(field, value.ToString(CultureInfo.InvariantCulture), "must be above 0");
    }

    public static void RequireNotNegative(string field, double value)
    {
        if (!double.IsFinite(value) || value < 0)
            throw Of(field, value, "must be a finite number, 0 or more");
    }

    public static void RequireShare(string field, double value)
    {
        if (!double.IsFinite(value) || value is < 0 or > 1)
            throw Of(field, value, "must be a number from 0 to 1");
    }

    private static KernelInputException Of(string field, double value, string rule) =>
        new(field, value.ToString("R", CultureInfo.InvariantCulture), rule);
}
