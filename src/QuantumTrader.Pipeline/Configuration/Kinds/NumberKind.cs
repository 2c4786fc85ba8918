using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>A number in a range: whole for int and long, otherwise with a decimal point. NaN and infinity are refused.</summary>
public sealed class NumberKind<T>(SettingRange range) : SettingKind
    where T : struct, INumber<T>
{
    private static readonly bool s_isWhole = typeof(T) == typeof(int) || typeof(T) == typeof(long);

    private static readonly NumberStyles s_style = s_isWhole
        ? NumberStyles.AllowLeadingSign
        : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public override string Expectation => (s_isWhole ? "a whole number" : "a number") + range.InWords();

    public override bool TryRead(string text, out object? value)
    {
        var isNumber = T.TryParse(text.Trim(), s_style, CultureInfo.InvariantCulture, out var number)
            && T.IsFinite(number)
            && range.Contains(double.CreateChecked(number));
        value = isNumber ? number : null;
        return isNumber;
    }

    public override string Write(object value) => ((T)value).ToString(null, CultureInfo.InvariantCulture);

    public override JsonNode ToJson(object value) => JsonValue.Create((T)value)!;

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = s_isWhole ? "integer" : "number" };
        if (range.HasMin)
            schema[range.MinExclusive ? "exclusiveMinimum" : "minimum"] = range.Min;
        if (range.HasMax)
            schema[range.MaxExclusive ? "exclusiveMaximum" : "maximum"] = range.Max;
        return schema;
    }
}
