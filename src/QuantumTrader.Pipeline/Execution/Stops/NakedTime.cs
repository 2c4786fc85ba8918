using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.Execution.Stops;

/// <summary>How long each position has been without a stop that the venue confirmed: the one number to watch. 0 when protected, no series when flat.</summary>
internal sealed class NakedTime(StageContext context, GaugeFamily gauge)
{
    private readonly Dictionary<(string Symbol, PositionSide Side), long> _since = [];
    private readonly Dictionary<string, double> _shown = new(StringComparer.Ordinal);

    public void Unprotected(VenuePosition position) => _since.TryAdd((position.Symbol, position.Side), context.NowMs);

    public void Protected(VenuePosition position)
    {
        if (_since.Count > 0)
            _since.Remove((position.Symbol, position.Side));
    }

    /// <summary>Shows what is open; of two positions of a symbol, the one that has been without a stop for longer.</summary>
    public void Follow(IReadOnlyList<VenuePosition> open)
    {
        foreach (var position in open)
            Show(position.Symbol, SecondsOf(position.Symbol));
        foreach (var (symbol, side) in _since.Keys.Where(one => !open.Any(position => (position.Symbol, position.Side) == one)).ToList())
            _since.Remove((symbol, side));
        foreach (var symbol in _shown.Keys.Where(symbol => !open.Any(position => position.Symbol == symbol)).ToList())
        {
            gauge.Remove(symbol);
            _shown.Remove(symbol);
        }
    }

    private double SecondsOf(string symbol)
    {
        if (_since.Count == 0)
            return 0;
        var since = _since.Where(one => one.Key.Symbol == symbol).Select(one => one.Value).DefaultIfEmpty(context.NowMs).Min();
        return (context.NowMs - since) / 1000.0;
    }

    private void Show(string symbol, double seconds)
    {
        if (_shown.TryGetValue(symbol, out var last) && last == seconds)
            return;
        _shown[symbol] = seconds;
        gauge.Set(seconds, symbol);
    }
}
