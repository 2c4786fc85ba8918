using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>A state store that a stage may write only while it has its lease.</summary>
internal sealed class FencedStore(IStateStore inner, LeaseFence fence) : IStateStore
{
    private IStateStore Alive
    {
        get
        {
            fence.KeepAlive();
            return inner;
        }
    }

    public ValueTask<Stored<T>> GetAsync<T>(HashKey<T> key, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => Alive.GetAsync(key, cancellation);

    public ValueTask SetAsync<T>(HashKey<T> key, T record, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> =>
        fence.Refusal is { } refusal ? ValueTask.FromException(refusal) : inner.SetAsync(key, record, timeToLive, cancellation);

    public ValueTask<Stored<T>> GetAsync<T>(DocumentKey<T> key, CancellationToken cancellation = default)
        where T : class => Alive.GetAsync(key, cancellation);

    public ValueTask SetAsync<T>(DocumentKey<T> key, T document, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class =>
        fence.Refusal is { } refusal ? ValueTask.FromException(refusal) : inner.SetAsync(key, document, timeToLive, cancellation);

    public ValueTask<Stored<string>> GetTextAsync(string key, CancellationToken cancellation = default) => Alive.GetTextAsync(key, cancellation);

    public ValueTask SetTextAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException(refusal) : inner.SetTextAsync(key, value, timeToLive, cancellation);

    public ValueTask<bool> SetTextIfAbsentAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException<bool>(refusal) : inner.SetTextIfAbsentAsync(key, value, timeToLive, cancellation);

    public ValueTask<bool> ReplaceTextAsync(string key, string expected, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException<bool>(refusal) : inner.ReplaceTextAsync(key, expected, value, timeToLive, cancellation);

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException<long>(refusal) : inner.IncrementAsync(key, by, timeToLive, cancellation);

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException<bool>(refusal) : inner.DeleteAsync(key, cancellation);

    public ValueTask<KeyLife> GetLifeAsync(string key, CancellationToken cancellation = default) => Alive.GetLifeAsync(key, cancellation);

    public ValueTask<ConsumeOutcome> ConsumeTogetherAsync(IReadOnlyList<KeyValuePair<string, string>> expected, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException<ConsumeOutcome>(refusal) : inner.ConsumeTogetherAsync(expected, cancellation);

    public ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, ConsumeMark mark, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException<ConsumeOutcome>(refusal) : inner.ConsumeTogetherAsync(expected, mark, cancellation);

    public ValueTask AddToSeriesAsync<T>(SeriesKey<T> key, long score, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> =>
        fence.Refusal is { } refusal ? ValueTask.FromException(refusal) : inner.AddToSeriesAsync(key, score, record, cancellation);

    public ValueTask<IReadOnlyList<Stored<T>>> ReadSeriesAsync<T>(SeriesKey<T> key, int newest, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => Alive.ReadSeriesAsync(key, newest, cancellation);
}
