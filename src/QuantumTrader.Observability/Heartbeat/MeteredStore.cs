using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Observability.Heartbeat;

/// <summary>A state store that counts the hashes, documents and bars that a stage writes. Texts and counters are its notes, not its output.</summary>
internal sealed class MeteredStore(IStateStore inner, StageHeartbeat heartbeat) : IStateStore
{
    public ValueTask<Stored<T>> GetAsync<T>(HashKey<T> key, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => inner.GetAsync(key, cancellation);

    public ValueTask SetAsync<T>(HashKey<T> key, T record, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => Written.Count(inner.SetAsync(key, record, timeToLive, cancellation), heartbeat);

    public ValueTask<Stored<T>> GetAsync<T>(DocumentKey<T> key, CancellationToken cancellation = default)
        where T : class => inner.GetAsync(key, cancellation);

    public ValueTask SetAsync<T>(DocumentKey<T> key, T document, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class => Written.Count(inner.SetAsync(key, document, timeToLive, cancellation), heartbeat);

    public ValueTask<Stored<string>> GetTextAsync(string key, CancellationToken cancellation = default) => inner.GetTextAsync(key, cancellation);

    public ValueTask SetTextAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        inner.SetTextAsync(key, value, timeToLive, cancellation);

    public ValueTask<bool> SetTextIfAbsentAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        inner.SetTextIfAbsentAsync(key, value, timeToLive, cancellation);

    public ValueTask<bool> ReplaceTextAsync(string key, string expected, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        inner.ReplaceTextAsync(key, expected, value, timeToLive, cancellation);

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        inner.IncrementAsync(key, by, timeToLive, cancellation);

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellation = default) => inner.DeleteAsync(key, cancellation);

    public ValueTask<KeyLife> GetLifeAsync(string key, CancellationToken cancellation = default) => inner.GetLifeAsync(key, cancellation);

    public ValueTask<ConsumeOutcome> ConsumeTogetherAsync(IReadOnlyList<KeyValuePair<string, string>> expected, CancellationToken cancellation = default) =>
        inner.ConsumeTogetherAsync(expected, cancellation);

    public ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, ConsumeMark mark, CancellationToken cancellation = default) =>
        inner.ConsumeTogetherAsync(expected, mark, cancellation);

    public ValueTask AddToSeriesAsync<T>(SeriesKey<T> key, long score, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => Written.Count(inner.AddToSeriesAsync(key, score, record, cancellation), heartbeat);

    public ValueTask<IReadOnlyList<Stored<T>>> ReadSeriesAsync<T>(SeriesKey<T> key, int newest, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => inner.ReadSeriesAsync(key, newest, cancellation);
}
