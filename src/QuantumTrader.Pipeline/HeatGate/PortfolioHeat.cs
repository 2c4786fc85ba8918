using QuantumTrader.Domain.Heat;

namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>The heat of the portfolio, or why it is not known.</summary>
/// <param name="Failure">Null when it is known.</param>
/// <param name="Detail">What exactly is wrong.</param>
internal readonly record struct PortfolioHeat(HeatReading Reading, HeatFailure? Failure, string? Detail)
{
    public bool IsKnown => Failure is null;

    public static PortfolioHeat Of(HeatReading reading) => new(reading, null, null);

    public static PortfolioHeat Unknown(HeatFailure failure, string detail) => new(default, failure, detail);
}
