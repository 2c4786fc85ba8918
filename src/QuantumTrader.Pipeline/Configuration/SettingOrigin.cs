namespace QuantumTrader.Pipeline.Configuration;

/// <summary>Where a value came from.</summary>
/// <param name="Name">The file as the user wrote it, <c>environment</c>, <c>--set</c>, the flag, or <c>default</c>.</param>
/// <param name="Line">Line in a file, from 1; null where lines mean nothing.</param>
public sealed record SettingOrigin(string Name, int? Line = null)
{
    public static SettingOrigin Default { get; } = new("default");

    public override string ToString() => Line is null ? Name : $"{Name}: line {Line}";
}
