namespace QuantumTrader.Pipeline.Inputs;

/// <summary>What a position source says of a symbol: a position, none, or a problem.</summary>
public readonly record struct PositionReading(PositionInput? Position, InputProblem? Problem, string? Detail)
{
    public static PositionReading None => default;

    public static PositionReading Of(PositionInput position) => new(position, null, null);

    public static PositionReading Unreadable(string detail) => new(null, InputProblem.PositionUnreadable, detail);
}
