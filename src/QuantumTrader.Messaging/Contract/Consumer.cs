namespace QuantumTrader.Messaging.Contract;

/// <summary>Who reads: a consumer within a group.</summary>
public readonly record struct Consumer(string Group, string Name);
