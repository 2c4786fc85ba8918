using System.Globalization;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>A market that a test writes bar by bar and has played as recordings. What it does not move drifts upwards: three bars up, a smaller one down.</summary>
public sealed class CraftedMarket
{
    private const long FirstOpenMs = 1_748_736_000_000; // 2025-06-01
    private const long BarMs = 60_000;
    private const string Header = "open_time,open,high,low,close,volume,close_time";

    private static readonly decimal[] Drift = [1.0002m, 1.0002m, 1.0002m, 0.9999m];

    private readonly TempFolder _folder;
    private readonly SortedDictionary<string, decimal> _prices;
    private readonly SortedDictionary<string, List<string>> _unplayed = new(StringComparer.Ordinal);
    private int _bars;
    private int _recordings;

    public CraftedMarket(TempFolder folder, params (string Symbol, decimal Price)[] symbols)
    {
        _folder = folder;
        _prices = new(symbols.ToDictionary(symbol => symbol.Symbol, symbol => symbol.Price), StringComparer.Ordinal);
        foreach (var symbol in _prices.Keys)
            _unplayed[symbol] = [];
    }

    /// <summary>One more bar of every symbol.</summary>
    /// <param name="moves">What the close of a symbol is multiplied by, where it does not drift.</param>
    public CraftedMarket Bar(params (string Symbol, decimal Factor)[] moves)
    {
        var openMs = FirstOpenMs + (_bars * BarMs);
        foreach (var symbol in _unplayed.Keys)
        {
            const int decimals = 4;
            var factor = moves.Where(move => move.Symbol == symbol).Select(move => move.Factor).DefaultIfEmpty(Drift[_bars % Drift.Length]).Single();
            var open = _prices[symbol];
            var close = _prices[symbol] = decimal.Round(open * factor, decimals);
            _unplayed[symbol].Add(string.Create(
                CultureInfo.InvariantCulture, $"{openMs},{open},{Math.Max(open, close)},{Math.Min(open, close)},{close},1,{openMs + BarMs - 1}"));
        }

        _bars++;
        return this;
    }

    public CraftedMarket Quiet(int bars)
    {
        for (var bar = 0; bar < bars; bar++)
            Bar();
        return this;
    }

    /// <summary>Up and down in turn, far more than the drift.</summary>
    public CraftedMarket Chop(string symbol, int bars)
    {
        const decimal swing = 0.003m;
        for (var bar = 0; bar < bars; bar++)
            Bar((symbol, _bars % 2 == 0 ? 1 + swing : 1 - swing));
        return this;
    }

    /// <summary>Writes the bars that have not been recorded yet.</summary>
    /// <returns>The kline files, one a symbol.</returns>
    public string[] Record()
    {
        _recordings++;
        return [.. _unplayed.Select(symbol =>
        {
            var text = string.Join('\n', [Header, .. symbol.Value, ""]);
            symbol.Value.Clear();
            return _folder.Write($"{symbol.Key}-1m-{_recordings}.csv", text);
        })];
    }
}
