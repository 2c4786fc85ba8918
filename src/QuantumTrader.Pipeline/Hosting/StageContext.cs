using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>What every stage is given: the two ports, the clock, and a log; and where its metrics go.</summary>
public sealed record StageContext(IStateStore Store, IStreamBus Bus, TimeProvider Time, ILogger Log)
{
    /// <summary>Where the stage makes its instruments.</summary>
    public MetricSet Metrics { get; init; } = new("unnamed");

    public long NowEpoch => Time.GetUtcNow().ToUnixTimeSeconds();

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
