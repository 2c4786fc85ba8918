using System.Globalization;
using QuantumTrader.Domain;

namespace QuantumTrader.Messaging.Contract;

/// <summary>
/// Reads the fields of a record. Every method throws <see cref="WireFormatException"/> when the field is missing or malformed; an
/// <c>Optional</c> one answers null for an absent or empty field. Nothing is ever replaced by zero.
/// </summary>
public sealed class WireReader(string key, WireFields fields)
{
    public string Key { get; } = key;

    public string Text(string name) => Raw(name) is { Length: > 0 } text ? text : throw Fail(name, null, "a text is required");

    public string? OptionalText(string name) => Raw(name) is { Length: > 0 } text ? text : null;

    public double Number(string name) => OptionalNumber(name) ?? throw Fail(name, null, "a number is required");

    public double? OptionalNumber(string name)
    {
        if (OptionalText(name) is not { } text)
            return null;
        return WireNumber.TryParse(text, out double value) ? value : throw Fail(name, text, "a finite number is required");
    }

    public decimal Decimal(string name) => OptionalDecimal(name) ?? throw Fail(name, null, "a decimal number is required");

    public decimal? OptionalDecimal(string name)
    {
        if (OptionalText(name) is not { } text)
            return null;
        return WireNumber.TryParse(text, out decimal value) ? value : throw Fail(name, text, "a decimal number is required");
    }

    public long Integer(string name) => OptionalInteger(name) ?? throw Fail(name, null, "an integer is required");

    public long? OptionalInteger(string name)
    {
        if (OptionalText(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Fail(name, text, "an integer is required");
    }

    public bool Flag(string name) => Text(name) switch
    {
        "1" or "true" or "True" => true,
        "0" or "false" or "False" => false,
        var text => throw Fail(name, text, "must be 1, 0, true or false"),
    };

    /// <summary>The enum value whose wire name (see <see cref="WireNames"/>) stands in the field; unknown words are refused.</summary>
    public TEnum OneOf<TEnum>(string name, Func<TEnum, string> wireName)
        where TEnum : struct, Enum
    {
        var text = Text(name);
        return WireWord.Find(text, wireName) ?? throw Fail(name, text, "must be one of " + WireWord.Known(wireName));
    }

    public Provenance Source() => OneOf<Provenance>("source", WireNames.Of);

    public WireFormatException Fail(string name, string? text, string rule) => new(new WireError(Key, name, text, rule));

    private string? Raw(string name) => fields.Find(name);
}
