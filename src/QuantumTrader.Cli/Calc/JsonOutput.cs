using System.Text.Json;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Calc;

/// <summary>Writes numbers to JSON as they stand on the wire: the shortest text that reads back to the same value.</summary>
internal static class JsonOutput
{
    /// <exception cref="CalcInputException">The result is not finite: JSON cannot say it, and nobody could act on it.</exception>
    public static void Number(this Utf8JsonWriter output, string name, double? value)
    {
        if (value is { } result && !double.IsFinite(result))
            throw new CalcInputException($"{name} = {result:R}: the inputs lie too far apart for a finite result");
        output.WritePropertyName(name);
        if (value is { } number)
            output.WriteRawValue(WireNumber.Format(number));
        else
            output.WriteNullValue();
    }

    public static void Amount(this Utf8JsonWriter output, string name, decimal? value)
    {
        output.WritePropertyName(name);
        if (value is { } amount)
            output.WriteRawValue(WireNumber.Format(amount));
        else
            output.WriteNullValue();
    }

    public static void Texts(this Utf8JsonWriter output, string name, IEnumerable<string> values)
    {
        output.WriteStartArray(name);
        foreach (var value in values)
            output.WriteStringValue(value);
        output.WriteEndArray();
    }
}
