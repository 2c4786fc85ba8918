namespace QuantumTrader.Domain.Positions;

/// <summary>Direction of an open position. A flat account has no side: absence of a position is modelled as absence.</summary>
public enum PositionSide
{
    Long,
    Short,
}
