using QuantumTrader.Domain;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Inputs;

/// <summary>What is known of a symbol. A position without a problem has both; no position and no problem means flat.</summary>
/// <param name="Detail">What exactly is wrong: key, field, text, rule, or the age.</param>
public sealed record SymbolInputs(
    string Symbol, PositionInput? Position, MarketStateRecord? Market, InputProblem? Problem = null, string? Detail = null)
{
    /// <summary>Where the weakest of the inputs came from.</summary>
    public Provenance Source => Provenances.Combine(Position!.Source, Market!.Source);

    /// <summary>
    /// The position is marked at or after the bar that the market state was computed from, and no newer bar has closed in between: both tell of
    /// the same market.
    /// </summary>
    public bool OfOneBar
    {
        get
        {
            const long MillisecondsPerSecond = 1000;
            var barStart = Market!.Interval.Floor(Position!.InputsEpoch * MillisecondsPerSecond) / MillisecondsPerSecond;
            return Position.InputsEpoch >= Market.InputsEpoch && Market.InputsEpoch >= barStart;
        }
    }
}
