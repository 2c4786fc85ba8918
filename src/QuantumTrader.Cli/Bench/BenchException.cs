namespace QuantumTrader.Cli.Bench;

/// <summary>The benchmark cannot measure: the message says which step did not come about.</summary>
internal sealed class BenchException(string message) : Exception(message);
