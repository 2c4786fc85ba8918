using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Inputs;

/// <summary>Finds the position of each symbol where <see cref="PositionSource"/> says. A read error is an error, never "no position".</summary>
public sealed class PositionReader(IStateStore store, ExecutionPositions executions, InputOptions options, TimeProvider time)
{
    private readonly Dictionary<string, HashKey<PositionRecord>> _keys = new(StringComparer.Ordinal);

    public async ValueTask<IReadOnlyList<PositionReading>> ReadAsync(IReadOnlyList<string> symbols, CancellationToken cancellation)
    {
        var readings = new PositionReading[symbols.Count];
        if (options.PositionSource == PositionSource.Synthetic)
        {
            for (var i = 0; i < readings.Length; i++)
                readings[i] = Synthetic(symbols[i]);
            return readings;
        }

        if (options.PositionSource == PositionSource.RedisStream)
        {
            var entries = await executions.NewestAsync(cancellation);
            for (var i = 0; i < readings.Length; i++)
                readings[i] = await executions.FindAsync(symbols[i], entries, cancellation);
            return readings;
        }

        var reads = new ValueTask<Stored<PositionRecord>>[symbols.Count];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = store.GetAsync(KeyOf(symbols[i]), cancellation);

        // Read when the first symbol without a hash needs them, and then for all.
        IReadOnlyList<StreamEntry<ExecutionResultRecord>>? newest = null;
        for (var i = 0; i < reads.Length; i++)
        {
            var stored = await reads[i];
            if (stored.IsMissing && options.PositionSource == PositionSource.Auto)
            {
                newest ??= await executions.NewestAsync(cancellation);
                readings[i] = await OfExecutionsAsync(symbols[i], newest, cancellation);
            }
            else
            {
                readings[i] = OfHash(stored);
            }
        }

        return readings;
    }

    private static PositionReading OfHash(Stored<PositionRecord> stored)
    {
        if (stored.Error is { } error)
            return PositionReading.Unreadable(error.ToString());
        return stored.Value is { } record && record.ToSnapshot() is { } snapshot
            ? PositionReading.Of(new PositionInput(snapshot, record.OpenedEpoch, record.InputsEpoch, record.Source))
            : PositionReading.None;
    }

    private async ValueTask<PositionReading> OfExecutionsAsync(
        string symbol, IReadOnlyList<StreamEntry<ExecutionResultRecord>> newest, CancellationToken cancellation)
    {
        var executed = await executions.FindAsync(symbol, newest, cancellation);
        if (executed.Position is not null || executed.Problem is not null)
            return executed;
        return options.AllowSynthetic ? Synthetic(symbol) : PositionReading.None;
    }

    private PositionReading Synthetic(string symbol) =>
        PositionReading.Of(SyntheticInputs.Position(symbol, time.GetUtcNow().ToUnixTimeSeconds()));

    private HashKey<PositionRecord> KeyOf(string symbol)
    {
        if (!_keys.TryGetValue(symbol, out var key))
            _keys[symbol] = key = Keys.Position(symbol);
        return key;
    }
}
