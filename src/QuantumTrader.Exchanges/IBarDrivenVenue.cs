using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges;

/// <summary>A venue whose market is the bars that it is fed: the paper venue.</summary>
public interface IBarDrivenVenue : IVenue
{
    /// <summary>Lets the bar happen: resting stops trigger, fees are charged, the mark moves. A bar at or before the newest one of its symbol is ignored.</summary>
    ValueTask ApplyAsync(Bar bar, CancellationToken cancellation = default);
}
