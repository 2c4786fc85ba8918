using System.Diagnostics.Metrics;

namespace QuantumTrader.Pipeline.Metering;

/// <summary>
/// The metrics of one stage, or of one process. Every family is an instrument of <see cref="System.Diagnostics.Metrics"/> too, so that whatever listens to the meter (a push to
/// OpenTelemetry, dotnet-counters) sees what a scrape sees.
/// </summary>
/// <param name="name">Of the stage, as on the command line.</param>
public sealed class MetricSet(string name)
{
    /// <summary>Start of the names of all meters of this system.</summary>
    public const string MeterPrefix = "QuantumTrader.";

    private readonly Lock _gate = new();
    private IReadOnlyList<MetricFamily> _families = [];

    public string Name { get; } = name;

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<MetricFamily> Families => Volatile.Read(ref _families);

    internal Meter Meter { get; } = new(MeterPrefix + name);

    internal void Add(MetricFamily family)
    {
        lock (_gate)
            Volatile.Write(ref _families, [.. _families, family]);
    }
}
