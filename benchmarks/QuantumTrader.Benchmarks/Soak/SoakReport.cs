namespace QuantumTrader.Benchmarks.Soak;

/// <summary>What a soak has found.</summary>
/// <param name="Names">Of the processes, in the order of the samples' figures.</param>
/// <param name="LagAtTheEnd">When the load has ended and the system has had time to finish.</param>
/// <param name="Streams">Entries of every stream at the end.</param>
/// <param name="Complaints">Warnings and errors that the processes have logged, and processes that have ended.</param>
internal sealed record SoakReport(
    IReadOnlyList<string> Names, IReadOnlyList<SoakSample> Samples, long Bars, long LagAtTheEnd, IReadOnlyDictionary<string, long> Streams, IReadOnlyList<string> Complaints)
{
    // The runtime compiles, caches fill, and streams grow to their limits first.
    private const double WarmUp = 0.4;

    /// <summary>Bytes that a memory grows in a minute after the warm-up, by least squares.</summary>
    public double SlopePerMinute(Func<SoakSample, long> memory)
    {
        var end = Samples[^1].Seconds;
        var late = Samples.Where(sample => sample.Seconds >= WarmUp * end).ToList();
        var (x, y) = (late.Average(sample => sample.Seconds), late.Average(sample => (double)memory(sample)));
        var spread = late.Sum(sample => Math.Pow(sample.Seconds - x, 2));
        return spread == 0 ? 0 : 60 * late.Sum(sample => (sample.Seconds - x) * (memory(sample) - y)) / spread;
    }
}
