using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.Publishing;

/// <summary>What every publisher needs to know; filled from the options of its stage.</summary>
/// <param name="Prefix">Start of the keys it writes.</param>
/// <param name="Life">How long a written proposal stands.</param>
/// <param name="IntervalSeconds">How often it looks at all symbols.</param>
/// <param name="InputWaitSeconds">How long a decision waits for an input of the same bar.</param>
/// <param name="MaxPublishAgeSeconds">An unchanged proposal is written again when it is this old.</param>
public sealed record PublisherSettings(
    SymbolList Symbols,
    string Prefix,
    TimeSpan Life,
    double IntervalSeconds,
    double InputWaitSeconds,
    double MaxPublishAgeSeconds,
    InputOptions Inputs);
