namespace QuantumTrader.Domain.Safety;

/// <summary>Intents within the window, the one that is judged included.</summary>
public readonly record struct SafetyCounts(long Global, long Symbol);
