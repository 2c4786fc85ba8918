namespace QuantumTrader.Messaging.Embedded.Memory;

internal sealed class HashCell : Cell
{
    public const string Name = "hash";

    public override string TypeName => Name;

    public StoredRecord Record { get; set; }
}
