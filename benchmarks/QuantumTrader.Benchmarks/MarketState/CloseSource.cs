using System.Globalization;
using System.IO.Compression;
using QuantumTrader.Domain.Tests.MarketState;

namespace QuantumTrader.Benchmarks.MarketState;

/// <summary>Closes to measure with: two seeded series always, recorded bars when the <c>shared</c> folder is there.</summary>
internal static class CloseSource
{
    public const int Bars = 20_000;

    private const string Recorded = "BTCUSDT-1m";

    public static IEnumerable<string> Available =>
        RecordedFile() is null ? ["walk", "tick"] : ["walk", "tick", Recorded];

    public static double[] Load(string name)
    {
        if (name != Recorded)
            return PriceSeries.Create(name, Bars, 1);

        const int closeColumn = 4;
        using var file = File.OpenRead(RecordedFile() ?? throw new FileNotFoundException($"recorded bars are absent: {name}"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        reader.ReadLine();
        var closes = new double[Bars];
        for (var bar = 0; bar < Bars; bar++)
        {
            var line = reader.ReadLine() ?? throw new InvalidDataException($"{name} ends after {bar} bars; {Bars} are needed");
            closes[bar] = double.Parse(line.Split(',')[closeColumn], CultureInfo.InvariantCulture);
        }

        return closes;
    }

    private static string? RecordedFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "QuantumTrader.slnx")))
                continue;
            var stated = Environment.GetEnvironmentVariable("QUANTUM_SHARED");
            var shared = string.IsNullOrEmpty(stated) ? Path.Combine(folder.FullName, "..", "shared") : stated;
            var path = Path.Combine(shared, "data", "klines", "futures-2025-06", $"{Recorded}.csv.gz");
            return File.Exists(path) ? path : null;
        }

        return null;
    }
}
