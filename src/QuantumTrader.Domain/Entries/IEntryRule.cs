using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Domain.Entries;

/// <summary>
/// Opens positions on the paper venue, so that there is something to harvest. Quantum Trader manages exits; these rules are no trading advice and
/// never reach a live venue.
/// </summary>
public interface IEntryRule
{
    /// <summary>Sees every closed bar of every symbol once, in order; each symbol's answers depend on its own bars alone.</summary>
    EntrySignal? OnBar(Bar bar);
}
