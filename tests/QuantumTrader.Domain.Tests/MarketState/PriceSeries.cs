namespace QuantumTrader.Domain.Tests.MarketState;

/// <summary>Closes by name and seed; the same everywhere.</summary>
public static class PriceSeries
{
    public static readonly string[] Names =
    [
        "walk", "jumps", "constant", "tick", "zigzag", "exp-trend", "vol-switch", "tiny", "huge", "stand-still-then-move", "step", "saw",
    ];

    public static double[] Create(string name, int length, ulong seed)
    {
        var random = new SeededRandom(seed);
        var level = name switch { "tiny" => 1e-12, "huge" => 1e9, _ => 100.0 };
        var log = Math.Log(level);
        var closes = new double[length];
        for (var bar = 0; bar < length; bar++)
        {
            log += Step(name, bar, length, ref random);
            var price = Math.Exp(log);
            closes[bar] = name switch
            {
                "constant" => 100.0,
                "tick" => Math.Max(0.01, Math.Round(price * 20) / 20),
                "zigzag" => bar % 2 == 0 ? 100.0 : 100.5,
                "step" => bar < length / 2 ? 100.0 : 101.0,
                "saw" => 100.0 + bar % 7,
                _ => price,
            };
        }

        return closes;
    }

    private static double Step(string name, int bar, int length, ref SeededRandom random) => name switch
    {
        "jumps" => random.NextGaussian() * (random.NextInt(40) == 0 ? 0.5 : 0.001),
        "exp-trend" => 0.001,
        "vol-switch" => random.NextGaussian() * (bar / 60 % 2 == 0 ? 0.0002 : 0.02),
        "stand-still-then-move" => bar < length * 2 / 3 ? 0.0 : random.NextGaussian() * 0.001,
        _ => random.NextGaussian() * 0.001,
    };
}
