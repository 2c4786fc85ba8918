namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>A text, a counter or a document: all of them are one text to a reader who does not know better.</summary>
internal sealed class TextCell : Cell
{
    public const string Name = "string";

    public override string TypeName => Name;

    public StoredText Content { get; set; } = null!;
}
