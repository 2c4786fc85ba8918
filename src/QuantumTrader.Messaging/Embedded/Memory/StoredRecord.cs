using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>A record of any type as it lies in a hash, a stream or a series.</summary>
internal readonly struct StoredRecord(object value, RecordShape shape)
{
    public WireFields Fields => shape.FieldsOf(value);

    public static StoredRecord Of<T>(T record)
        where T : class, IWireRecord<T> => new(record, RecordShape<T>.Instance);

    public static StoredRecord Of(WireFields fields) => new(new FieldsRecord(fields), FieldsShape.Instance);

    /// <summary>The record if it is there as an object; cheap, calls no record's code, for use under the lock.</summary>
    public bool TryTake<T>(out Stored<T> stored)
        where T : class, IWireRecord<T>
    {
        var ready = ReferenceEquals(shape, RecordShape<T>.Instance) ? value : (value as FieldsRecord)?.Parsed;
        stored = ready is T record ? Stored<T>.Of(record) : Stored<T>.Missing;
        return ready is T;
    }

    /// <summary>The record, parsed from fields where needed. Not under the lock: it runs the record's own code.</summary>
    public Stored<T> Read<T>(string key)
        where T : class, IWireRecord<T>
    {
        if (TryTake<T>(out var stored))
            return stored;
        stored = Fields.Read<T>(key);
        if (value is FieldsRecord fields && stored.Value is { } parsed)
            fields.Parsed = parsed;
        return stored;
    }
}
