using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Entries;

/// <summary>Breakout of the Donchian channel: a close above the highest high of the bars before opens a long, below the lowest low a short.</summary>
/// <param name="bars">Bars of the channel, 2 or more.</param>
public sealed class DonchianRule(int bars) : IEntryRule
{
    private readonly Dictionary<string, Channel> _channels = new(StringComparer.Ordinal);

    public EntrySignal? OnBar(Bar bar)
    {
        if (!_channels.TryGetValue(bar.Symbol, out var channel))
            _channels[bar.Symbol] = channel = new Channel(bars);
        var signal = channel.Signal(bar.Close);
        channel.Add(bar);
        return signal;
    }

    private sealed class Channel(int length)
    {
        // The newest bars in a ring; both extremes are searched only when the bar that held one leaves.
        private readonly decimal[] _highs = new decimal[length];
        private readonly decimal[] _lows = new decimal[length];
        private long _count;
        private decimal _highest;
        private decimal _lowest;

        public EntrySignal? Signal(decimal close)
        {
            if (_count < length)
                return null;
            if (close > _highest)
                return new EntrySignal(PositionSide.Long);
            return close < _lowest ? new EntrySignal(PositionSide.Short) : null;
        }

        public void Add(Bar bar)
        {
            var slot = (int)(_count % length);
            var (leavingHigh, leavingLow) = (_highs[slot], _lows[slot]);
            (_highs[slot], _lows[slot]) = (bar.High, bar.Low);
            _count++;
            var held = _highs.AsSpan(0, (int)Math.Min(_count, length));
            var isFull = _count > length;
            _highest = isFull && leavingHigh < _highest ? Math.Max(_highest, bar.High) : Highest(held);
            _lowest = isFull && leavingLow > _lowest ? Math.Min(_lowest, bar.Low) : Lowest(_lows.AsSpan(0, held.Length));
        }

        private static decimal Highest(ReadOnlySpan<decimal> values)
        {
            var highest = values[0];
            foreach (var value in values)
                highest = Math.Max(highest, value);
            return highest;
        }

        private static decimal Lowest(ReadOnlySpan<decimal> values)
        {
            var lowest = values[0];
            foreach (var value in values)
                lowest = Math.Min(lowest, value);
            return lowest;
        }
    }
}
