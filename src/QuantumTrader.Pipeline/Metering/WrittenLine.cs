namespace QuantumTrader.Pipeline.Metering;

/// <summary>How a series was written the last time it was read: most stand still between two readings, and a line that is there already need only be copied.</summary>
/// <param name="Text">In UTF-8; not to be changed.</param>
public sealed record WrittenLine(double Value, byte[] Text);
