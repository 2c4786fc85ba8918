using Microsoft.Extensions.Logging;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>A stage that comes to an end, under a lease.</summary>
public sealed class LeasedFeed(IFiniteStage inner, StageLease lease, TimeProvider time, ILogger log) : LeasedStage(inner, lease, time, log), IFiniteStage
{
    public bool IsFinished => inner.IsFinished;
}
