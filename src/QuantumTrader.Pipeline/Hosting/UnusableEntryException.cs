namespace QuantumTrader.Pipeline.Hosting;

/// <summary>A stage refuses an entry that no further try can make usable: it goes to the dead letters at once, with the message as the reason.</summary>
public sealed class UnusableEntryException(string reason) : FormatException(reason);
