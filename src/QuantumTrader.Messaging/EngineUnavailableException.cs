namespace QuantumTrader.Messaging;

/// <summary>The engine behind a port cannot be reached. Stages retry with a growing pause and resume without a restart.</summary>
public sealed class EngineUnavailableException(string message, Exception? inner = null) : IOException(message, inner);
