using QuantumTrader.Domain;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability;

/// <summary>Counts what was found and cannot be shown.</summary>
internal sealed class MalformedCounter
{
    private readonly CounterFamily _malformed;

    public MalformedCounter(MetricSet metrics, string name)
    {
        _malformed = new CounterFamily(metrics, name, "Values found that cannot be shown.", "reason");
        foreach (var reason in Enum.GetValues<Malformed>())
            _malformed.Declare(reason.ToCode());
    }

    public void Count(Malformed reason) => _malformed.Add(reason.ToCode());
}
