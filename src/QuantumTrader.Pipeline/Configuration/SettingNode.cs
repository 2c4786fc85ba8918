namespace QuantumTrader.Pipeline.Configuration;

/// <summary>A value that is more than one text, as it is written out in a file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
public abstract record SettingNode(int Line)
{
    public sealed record Scalar(string Text, int Line) : SettingNode(Line);

    public sealed record Sequence(IReadOnlyList<SettingNode> Items, int Line) : SettingNode(Line);

    /// <param name="Fields">In the order of the file; a name may stand there twice.</param>
    public sealed record Mapping(IReadOnlyList<SettingField> Fields, int Line) : SettingNode(Line);

    /// <summary>What stands there, to show in a fault; null when it is more than one text.</summary>
    public string? Shown => this is Scalar scalar ? scalar.Text : null;

    /// <summary>The kind of node in words, to stand after "not".</summary>
    public string InWords => this switch
    {
        Sequence => "a list",
        Mapping => "a mapping",
        _ => "a plain value",
    };
}
