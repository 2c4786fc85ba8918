using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>Knows what an untyped stored record is, so that its fields can be had without its type at hand.</summary>
internal abstract class RecordShape
{
    public abstract WireFields FieldsOf(object value);
}

/// <summary>A record kept as the object that the writer passed.</summary>
internal sealed class RecordShape<T> : RecordShape
    where T : class, IWireRecord<T>
{
    public static readonly RecordShape<T> Instance = new();

    public override WireFields FieldsOf(object value) => WireFields.Of((T)value);
}

/// <summary>A record kept as fields: it came from the journal, or it is a dead letter, which is more than its record.</summary>
internal sealed class FieldsShape : RecordShape
{
    public static readonly FieldsShape Instance = new();

    public override WireFields FieldsOf(object value) => ((FieldsRecord)value).Fields;
}

/// <summary>The fields, and the record that the last reader made of them.</summary>
internal sealed class FieldsRecord(WireFields fields)
{
    public WireFields Fields { get; } = fields;

    /// <summary>Set without the engine's lock: readers that race make equal records, and either may stay.</summary>
    public object? Parsed { get; set; }
}
