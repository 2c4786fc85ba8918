using QuantumTrader.Domain;

namespace QuantumTrader.Messaging.Contract;

/// <summary>
/// Takes the fields of a record one after the other. What becomes of them is the writer's: text fields for the wire (<see cref="FieldWriter"/>), bytes for a
/// fingerprint. A null optional value is an empty field (contract section 0).
/// </summary>
public abstract class WireWriter
{
    public abstract WireWriter Text(string name, string? value);

    public abstract WireWriter Number(string name, double? value);

    public abstract WireWriter Number(string name, decimal? value);

    /// <summary>Fixed number of decimals, as the market state uses.</summary>
    public abstract WireWriter Fixed(string name, double value, int decimals);

    public abstract WireWriter Integer(string name, long? value);

    public WireWriter Flag(string name, bool value) => Text(name, value ? "1" : "0");

    public WireWriter Source(Provenance value) => Text("source", WireNames.Of(value));
}
