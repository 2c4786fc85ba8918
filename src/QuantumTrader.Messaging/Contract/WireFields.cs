namespace QuantumTrader.Messaging.Contract;

/// <summary>Named text fields in writing order: a Redis hash, or one entry of a stream.</summary>
public sealed class WireFields : List<KeyValuePair<string, string>>
{
    public WireFields()
    {
    }

    public WireFields(IEnumerable<KeyValuePair<string, string>> fields)
        : base(fields)
    {
    }

    /// <summary>The value of a field, or null when it is absent. Records have few fields, so a scan beats a dictionary.</summary>
    public string? Find(string name)
    {
        foreach (var (field, value) in this)
        {
            if (field == name)
                return value;
        }

        return null;
    }

    /// <summary>The fields that a record writes.</summary>
    public static WireFields Of<T>(T record)
        where T : class, IWireRecord<T>
    {
        var writer = new FieldWriter();
        record.Write(writer);
        return writer.Fields;
    }

    /// <summary>Reads a record back; a missing or malformed field becomes an error that names the key.</summary>
    public Stored<T> Read<T>(string key)
        where T : class, IWireRecord<T>
    {
        try
        {
            return Stored<T>.Of(T.Read(new WireReader(key, this)));
        }
        catch (WireFormatException malformed)
        {
            return Stored<T>.Unreadable(malformed.Error);
        }
    }
}
