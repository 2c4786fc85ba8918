namespace QuantumTrader.Cli.Replay;

/// <summary>What the account was worth, quote currency.</summary>
internal readonly record struct EquityPoint(long Epoch, decimal Equity);
