namespace QuantumTrader.Exchanges.Feeds;

/// <summary>A recording that cannot be used. The message names the file, the line, the value and the rule.</summary>
public sealed class BarSourceException(string file, long? line, string rule, Exception? inner = null)
    : FormatException(line is { } number ? $"{file}: line {number}: {rule}" : $"{file}: {rule}", inner)
{
    public string File { get; } = file;

    /// <summary>1-based, the header counted; null when the fault is not in a line.</summary>
    public long? Line { get; } = line;
}
