using System.Globalization;
using QuantumTrader.Domain;

namespace QuantumTrader.Messaging.Contract;

/// <summary>Collects the fields of a record. A null optional value becomes an empty field (contract section 0).</summary>
public sealed class WireWriter
{
    public WireFields Fields { get; } = [];

    public WireWriter Text(string name, string? value)
    {
        Fields.Add(new KeyValuePair<string, string>(name, value ?? ""));
        return this;
    }

    public WireWriter Number(string name, double? value) => Text(name, value is { } v ? WireNumber.Format(v) : "");

    public WireWriter Number(string name, decimal? value) => Text(name, value is { } v ? WireNumber.Format(v) : "");

    /// <summary>Fixed number of decimals, as the market state uses.</summary>
    public WireWriter Fixed(string name, double value, int decimals) => Text(name, WireNumber.FormatFixed(value, decimals));

    public WireWriter Integer(string name, long? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));

    public WireWriter Flag(string name, bool value) => Text(name, value ? "1" : "0");

    public WireWriter Source(Provenance value) => Text("source", WireNames.Of(value));
}
