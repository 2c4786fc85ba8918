using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Observability;

/// <summary>A stage that looks at what the others write, again and again, and shows it. It writes nothing.</summary>
public interface IExporterStage : IStage, IHealth
{
    /// <summary>Its metrics are about to be read.</summary>
    void Scraped();
}
