using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.MarketState;

/// <summary>Bars of a seeded market in place of a feed (<c>MARKETSTATE_SOURCE=synthetic</c>), marked as synthetic.</summary>
internal sealed class SyntheticCandles(IReadOnlyList<string> symbols, long seed, int warmUpBars)
{
    private SimulatedMarket? _market;

    /// <summary>When the next bars end; at once before the first.</summary>
    public DateTimeOffset NextDue { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The bars that have ended by now: a whole window the first time, so that there is a state at once.</summary>
    public IReadOnlyList<KlineRecord> TakeDue(DateTimeOffset now, double intervalSeconds)
    {
        if (now < NextDue)
            return [];
        var interval = BarInterval.OneMinute;
        var nowMs = now.ToUnixTimeMilliseconds();
        _market ??= new SimulatedMarket(new SimulatedMarketOptions(
            seed, symbols, interval.Floor(nowMs) - (warmUpBars * interval.Milliseconds), interval));

        var due = new List<KlineRecord>();
        while (_market.Peek() is { } bar && bar.EndTimeMs <= nowMs)
            due.Add(new KlineRecord(_market.Take()!, Provenance.Synthetic));
        NextDue = now + TimeSpan.FromSeconds(intervalSeconds);
        return due;
    }
}
