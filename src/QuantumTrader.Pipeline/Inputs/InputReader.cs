using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Inputs;

/// <summary>Reads market state and position of many symbols at once: all reads are on their way before the first is awaited.</summary>
public sealed class InputReader(IStateStore store, PositionReader positions, InputOptions options, TimeProvider time)
{
    private readonly SyntheticInputs _synthetic = new();
    private readonly Dictionary<string, HashKey<MarketStateRecord>> _keys = new(StringComparer.Ordinal);

    public static InputReader Create(StageContext context, InputOptions options)
    {
        var executions = new ExecutionPositions(context.Store, context.Bus);
        return new InputReader(context.Store, new PositionReader(context.Store, executions, options, context.Time), options, context.Time);
    }

    public async ValueTask<IReadOnlyList<SymbolInputs>> ReadAsync(IReadOnlyList<string> symbols, CancellationToken cancellation)
    {
        var marketReads = new ValueTask<Stored<MarketStateRecord>>[symbols.Count];
        for (var i = 0; i < symbols.Count; i++)
            marketReads[i] = store.GetAsync(KeyOf(symbols[i]), cancellation);
        var found = await positions.ReadAsync(symbols, cancellation);

        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var inputs = new SymbolInputs[symbols.Count];
        for (var i = 0; i < symbols.Count; i++)
            inputs[i] = Judge(symbols[i], found[i], await marketReads[i], now);
        return inputs;
    }

    private SymbolInputs Judge(string symbol, PositionReading found, Stored<MarketStateRecord> stored, long now)
    {
        if (found.Problem is { } problem)
            return new SymbolInputs(symbol, null, null, problem, found.Detail);
        if (found.Position is not { } position)
            return new SymbolInputs(symbol, null, null);
        if (stored.Error is { } error)
            return new SymbolInputs(symbol, position, null, InputProblem.MarketStateUnreadable, error.ToString());

        var market = stored.Value;
        if (market is null && options.PositionSource == PositionSource.Synthetic)
            market = _synthetic.Market(symbol, now);
        if (market is null)
            return new SymbolInputs(symbol, position, null, InputProblem.MarketStateMissing, $"{KeyOf(symbol)}: no such key");

        var newest = Math.Max(market.InputsEpoch, position.InputsEpoch);
        var marketAge = Freshness.AgeSec(market.Source, market.InputsEpoch, now, newest);
        if (Freshness.IsOff(marketAge, Freshness.OfBars(options.MaxMarketStateAgeSec, market.Interval)))
            return new SymbolInputs(symbol, position, null, InputProblem.MarketStateStale, $"{KeyOf(symbol)}: {marketAge} s old");
        var positionAge = Freshness.AgeSec(position.Source, position.InputsEpoch, now, newest);
        if (Freshness.IsOff(positionAge, Freshness.OfVenue(options.MaxPositionAgeSec, position.Source, market.Interval)))
            return new SymbolInputs(symbol, null, market, InputProblem.PositionStale, $"position of {symbol}: {positionAge} s old");
        return new SymbolInputs(symbol, position, market);
    }

    private HashKey<MarketStateRecord> KeyOf(string symbol)
    {
        if (!_keys.TryGetValue(symbol, out var key))
            _keys[symbol] = key = new HashKey<MarketStateRecord>(options.MarketStatePrefix + symbol);
        return key;
    }
}
