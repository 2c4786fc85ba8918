using System.Globalization;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Benchmarks.Soak;

/// <summary><c>-- soak [--minutes N] [--symbols N]</c>: prints how memory and lag go, then the slopes after the warm-up.</summary>
internal static class SoakMeasurement
{
    private const int EverySeconds = 15;

    public static async Task RunAsync(string[] arguments)
    {
        var minutes = Option(arguments, "--minutes", 10);
        var symbols = (int)Option(arguments, "--symbols", 100);
        Console.WriteLine("| s | resident MB of the processes | redis MB | lag |\n|---|---|---|---|");
        var next = 0.0;
        var report = await SoakRun.RunAsync(Path.Combine(SourceRoot.Path, "quantum"), TimeSpan.FromMinutes(minutes), symbols, sample =>
        {
            if (sample.Seconds < next)
                return;
            next = sample.Seconds + EverySeconds;
            Line($"| {sample.Seconds:F0} | {string.Join(", ", sample.ProcessBytes.Select(bytes => Megabytes(bytes)))} | {Megabytes(sample.RedisBytes)} | {sample.Lag} |");
        });

        Line($"\n{report.Bars} bars of {symbols} symbols in {minutes} minutes; lag at the end {report.LagAtTheEnd}; highest lag {report.Samples.Max(sample => sample.Lag)}");
        for (var i = 0; i < report.Names.Count; i++)
        {
            var process = i;
            Line($"{report.Names[i]}: {report.SlopePerMinute(sample => sample.ProcessBytes[process]) / 1e6:+0.00;-0.00} MB a minute after the warm-up");
        }

        Line($"redis: {report.SlopePerMinute(sample => sample.RedisBytes) / 1e6:+0.00;-0.00} MB a minute after the warm-up");
        Line($"longest stream: {report.Streams.MaxBy(stream => stream.Value)}");
        Line($"complaints: {(report.Complaints.Count == 0 ? "none" : string.Join('\n', report.Complaints))}");
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F0", CultureInfo.InvariantCulture);

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static double Option(string[] arguments, string name, double otherwise)
    {
        var at = Array.IndexOf(arguments, name);
        if (at < 0)
            return otherwise;
        return at + 1 < arguments.Length && double.TryParse(arguments[at + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new ArgumentException($"{name}: must be followed by a number above 0");
    }
}
