namespace QuantumTrader.Messaging.Contract;

/// <summary>Name of a sorted set that keeps the newest records by score, one record a score (bar history by open time).</summary>
public readonly record struct SeriesKey<T>(string Name, int KeepNewest)
    where T : class, IWireRecord<T>
{
    public override string ToString() => Name;
}
