namespace QuantumTrader.Pipeline.Configuration;

/// <summary>One value as it was given, not yet understood.</summary>
/// <param name="Section">The section it is for, or null when it is for every stage that knows the key. Its heading is an entry of its own.</param>
/// <param name="Text">Raw text; empty when the source says "nothing", and for a structure.</param>
/// <param name="Node">The value of a structure; null for every other shape.</param>
public sealed record SettingEntry(
    string? Section, string Key, string Text, SettingOrigin Origin, SettingShape Shape = SettingShape.Scalar, SettingNode? Node = null)
{
    public string FullKey => Section is null ? Key : $"{Section}.{Key}";
}
