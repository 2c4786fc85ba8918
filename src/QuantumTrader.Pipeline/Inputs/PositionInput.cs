using QuantumTrader.Domain;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Pipeline.Inputs;

/// <summary>An open position, ready for the kernels.</summary>
/// <param name="OpenedEpoch">Names the position within its symbol and side, Unix seconds.</param>
/// <param name="InputsEpoch">Of when it is, Unix seconds.</param>
public sealed record PositionInput(PositionSnapshot Snapshot, long OpenedEpoch, long InputsEpoch, Provenance Source);
