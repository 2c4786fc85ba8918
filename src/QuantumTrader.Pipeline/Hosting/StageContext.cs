using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>What every stage is given: the two ports, the clock, and a log.</summary>
public sealed record StageContext(IStateStore Store, IStreamBus Bus, TimeProvider Time, ILogger Log)
{
    public long NowEpoch => Time.GetUtcNow().ToUnixTimeSeconds();

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
