namespace QuantumTrader.Pipeline.Configuration;

/// <summary>How a value was written, as far as its source can tell.</summary>
public enum SettingShape
{
    /// <summary>One text.</summary>
    Scalar,

    /// <summary>A list; its items stand in the text, separated by commas.</summary>
    List,

    /// <summary>A mapping, or a list with more than plain values in it; it stands in the node of the entry.</summary>
    Structure,

    /// <summary>Not a value: the heading of a section, whose name is the key.</summary>
    Section,
}
