using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// Made-up bars from a seed: trends up and down, mean reversion, chop and shocks, of random length. Each symbol has a stream of its own, so
/// that the same seed gives a symbol the same bars whatever the other symbols are.
/// </summary>
public sealed class SimulatedMarket : IBarSource
{
    private readonly SimulatedMarketOptions _options;
    private readonly SimulatedSymbol[] _symbols;
    private readonly Queue<Bar> _instant = new();
    private long _round;

    /// <exception cref="ArgumentException">No symbol, one twice or without a name, a start that is no multiple of the interval, or a
    /// negative number of bars.</exception>
    public SimulatedMarket(SimulatedMarketOptions options)
    {
        var symbols = options.Symbols.Select(symbol => symbol.Trim().ToUpperInvariant()).Order(StringComparer.Ordinal).ToArray();
        if (symbols.Length == 0 || symbols.Contains("") || symbols.Distinct(StringComparer.Ordinal).Count() != symbols.Length)
            throw new ArgumentException(
                $"symbols \"{string.Join(",", options.Symbols)}\": at least one, none empty, none twice", nameof(options));
        if (options.StartMs < 0 || options.Interval.Floor(options.StartMs) != options.StartMs)
            throw new ArgumentException(
                $"start {options.StartMs}: must be a multiple of the interval {options.Interval}, 0 or more", nameof(options));
        if (options.BarsPerSymbol < 0)
            throw new ArgumentException($"bars per symbol {options.BarsPerSymbol}: must be 0 or more", nameof(options));

        _options = options;
        Symbols = symbols;
        _symbols = Array.ConvertAll(symbols, symbol => new SimulatedSymbol(options.Seed, symbol, options.Interval));
    }

    public Provenance Source => Provenance.Synthetic;

    public IReadOnlyList<string> Symbols { get; }

    public Bar? Peek()
    {
        if (_instant.Count == 0)
            Advance();
        return _instant.TryPeek(out var bar) ? bar : null;
    }

    public Bar? Take()
    {
        if (_instant.Count == 0)
            Advance();
        return _instant.TryDequeue(out var bar) ? bar : null;
    }

    public void Dispose() => _instant.Clear();

    private void Advance()
    {
        if (_round == _options.BarsPerSymbol)
            return;
        var openTimeMs = _options.StartMs + (_round++ * _options.Interval.Milliseconds);
        foreach (var symbol in _symbols)
            _instant.Enqueue(symbol.Next(openTimeMs));
    }
}
