namespace QuantumTrader.Pipeline.Metering;

/// <summary>What a histogram holds at one moment.</summary>
/// <param name="Bounds">Upper bounds of the buckets, ascending.</param>
/// <param name="Counts">Values in each bucket alone, one more than there are bounds: the last is above them all.</param>
public sealed record HistogramSnapshot(IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts, double Sum);
