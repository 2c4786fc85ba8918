using QuantumTrader.Domain;
using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>News of a market state, on <see cref="Keys.MarketStates"/>. Contract section 1; <c>ts</c> is trend strength, never a time.</summary>
/// <param name="Timestamp">End of the newest bar, Unix seconds.</param>
public sealed record MarketStateEntry(
    string Symbol, double TrendStrength, double Sigma, double Mu, Regime Regime, long Timestamp, Provenance Source) : IWireRecord<MarketStateEntry>
{
    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Fixed("ts", TrendStrength, 6)
        .Fixed("sigma", Sigma, 8)
        .Fixed("mu", Mu, 8)
        .Text("regime", Regime.ToWire())
        .Integer("timestamp", Timestamp)
        .Source(Source);

    public static MarketStateEntry Read(WireReader reader) => new(
        reader.Text("symbol"), reader.Number("ts"), reader.Number("sigma"), reader.Number("mu"),
        reader.OneOf<Regime>("regime", Regimes.ToWire), reader.Integer("timestamp"), reader.Source());
}
