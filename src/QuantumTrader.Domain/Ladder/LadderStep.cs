namespace QuantumTrader.Domain.Ladder;

/// <summary>One act, and the position as it stands once it and those before it are asked for.</summary>
public sealed record LadderStep(LadderAct Act, LadderPosition After);
