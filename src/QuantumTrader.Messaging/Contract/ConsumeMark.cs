namespace QuantumTrader.Messaging.Contract;

/// <summary>A text that stands where several keys were consumed together, set in the same step.</summary>
/// <param name="TimeToLive">Null: it never expires.</param>
public sealed record ConsumeMark(string Key, string Text, TimeSpan? TimeToLive);
