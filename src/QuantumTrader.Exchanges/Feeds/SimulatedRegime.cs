using QuantumTrader.Domain;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// A stretch of simulated market. Moves are fractions of the price for one minute; the market scales them to its interval by the square
/// root of time.
/// </summary>
/// <param name="Bars">How long it lasts.</param>
/// <param name="Drift">Mean move of a bar.</param>
/// <param name="Sigma">Standard deviation of the move of a bar.</param>
/// <param name="Pull">Share of the distance to the price at the start of the stretch that each bar takes back; 0 for none.</param>
internal readonly record struct SimulatedRegime(int Bars, double Drift, double Sigma, double Pull)
{
    /// <summary>Draws the next stretch.</summary>
    /// <param name="upShare">Share of the directed stretches that point up, 0 to 1.</param>
    public static SimulatedRegime Next(ref SeededRandom random, double upShare)
    {
        var kind = random.NextDouble();
        var direction = random.NextDouble() < upShare ? 1.0 : -1.0;

        // A trend of 60 to 240 bars at 0.02 to 0.05 % a bar carries 1.2 to 12 %, several times a stop distance of 0.5 to 1 %.
        if (kind < 0.50)
        {
            var bars = Between(ref random, 60, 240);
            return new(bars, direction * Between(ref random, 0.0002, 0.0005), Between(ref random, 0.0010, 0.0016), 0);
        }

        if (kind < 0.75)
            return new(Between(ref random, 60, 180), 0, Between(ref random, 0.0016, 0.0024), Between(ref random, 0.05, 0.12));
        if (kind < 0.95)
            return new(Between(ref random, 40, 120), 0, Between(ref random, 0.0010, 0.0014), 0);
        return new(Between(ref random, 2, 6), direction * Between(ref random, 0.003, 0.008), Between(ref random, 0.0025, 0.0035), 0);
    }

    private static int Between(ref SeededRandom random, int low, int high) => low + random.NextInt(high - low + 1);

    private static double Between(ref SeededRandom random, double low, double high) => low + ((high - low) * random.NextDouble());
}
