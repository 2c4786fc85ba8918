using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Inputs;

/// <summary>Deterministic stand-ins, to try the calculation without a venue. They say <c>source=synthetic</c>, and so does all that follows.</summary>
public sealed class SyntheticInputs
{
    // Contract section 3, synthetic positions.
    private const double BtcEntry = 100;
    private const double OtherEntry = 50;
    private const double AgeSec = 3600;

    // All synthetic positions are the same position, so that their plans keep their names.
    private const long OpenedEpoch = 0;

    private const long Seed = 1;
    private readonly Dictionary<string, MarketStateReading> _markets = new(StringComparer.Ordinal);

    public static PositionInput Position(string symbol, long nowEpoch)
    {
        var entry = symbol.Contains("BTC", StringComparison.Ordinal) ? BtcEntry : OtherEntry;
        var snapshot = new PositionSnapshot(
            symbol, PositionSide.Long, Quantity: 1, entry, CurrentPrice: entry * 1.05, PeakPrice: entry * 1.06, TroughPrice: entry * 0.98,
            AgeSec, UnrealizedPnl: entry * 0.05, CurrentSl: entry * 0.98, CurrentTp: entry * 1.10);
        return new PositionInput(snapshot, OpenedEpoch, nowEpoch, Provenance.Synthetic);
    }

    /// <summary>The market state of the first bars of the seeded market of this symbol.</summary>
    public MarketStateRecord Market(string symbol, long nowEpoch)
    {
        var theta = new MarketStateTheta();
        if (!_markets.TryGetValue(symbol, out var reading))
        {
            var estimator = new MarketStateEstimator(theta);
            using var market = new SimulatedMarket(new SimulatedMarketOptions(Seed, [symbol], StartMs: 0, BarInterval.OneMinute));
            while (!estimator.TryRead(out reading))
                estimator.Add((double)market.Take()!.Close);
            _markets[symbol] = reading;
        }

        return MarketStateRecord.Of(reading, nowEpoch, theta.NeededCloses, BarInterval.OneMinute, Provenance.Synthetic);
    }
}
