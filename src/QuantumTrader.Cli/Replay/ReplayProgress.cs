namespace QuantumTrader.Cli.Replay;

/// <summary>How far a replay has come.</summary>
internal readonly record struct ReplayProgress(long Bars, DateTimeOffset MarketTime, TimeSpan Elapsed);
