using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>Bars in order of their end time; within one instant in the order of the symbols' names. Recorded or simulated.</summary>
public interface IBarSource : IDisposable
{
    Provenance Source { get; }

    /// <summary>Every symbol that will appear, sorted.</summary>
    IReadOnlyList<string> Symbols { get; }

    /// <summary>The next bar without taking it; null at the end of the recording.</summary>
    /// <exception cref="BarSourceException">The recording is damaged.</exception>
    Bar? Peek();

    /// <summary>Takes the next bar; null at the end.</summary>
    /// <exception cref="BarSourceException">The recording is damaged.</exception>
    Bar? Take();
}
