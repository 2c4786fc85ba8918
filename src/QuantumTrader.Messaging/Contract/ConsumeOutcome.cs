namespace QuantumTrader.Messaging.Contract;

/// <summary>Result of consuming several keys together.</summary>
/// <param name="Consumed">All keys held what was expected and are gone. False: nothing was touched.</param>
/// <param name="Blocking">The keys that were absent or held something else; empty when consumed.</param>
public readonly record struct ConsumeOutcome(bool Consumed, IReadOnlyList<string> Blocking);
