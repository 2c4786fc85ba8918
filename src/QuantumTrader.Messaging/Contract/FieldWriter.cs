using System.Globalization;

namespace QuantumTrader.Messaging.Contract;

/// <summary>Collects the fields of a record as the texts that stand on the wire.</summary>
public sealed class FieldWriter : WireWriter
{
    public WireFields Fields { get; } = [];

    public override WireWriter Text(string name, string? value)
    {
        Fields.Add(new KeyValuePair<string, string>(name, value ?? ""));
        return this;
    }

    public override WireWriter Number(string name, double? value) => Text(name, value is { } v ? WireNumber.Format(v) : "");

    public override WireWriter Number(string name, decimal? value) => Text(name, value is { } v ? WireNumber.Format(v) : "");

    public override WireWriter Fixed(string name, double value, int decimals) => Text(name, WireNumber.FormatFixed(value, decimals));

    public override WireWriter Integer(string name, long? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));
}
