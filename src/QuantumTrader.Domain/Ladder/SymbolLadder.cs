namespace QuantumTrader.Domain.Ladder;

/// <summary>A ladder that is for one symbol, or one side of it, only.</summary>
public sealed record SymbolLadder(LadderOwner Owner, HarvestLadder Ladder);
