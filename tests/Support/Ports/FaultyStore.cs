using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Tests.Support.Ports;

/// <summary>A state store that fails when a test says so, and counts what it does. Keys that are consumed together go by the first of them.</summary>
internal sealed class FaultyStore(IStateStore inner, Faults faults) : IStateStore
{
    public ValueTask<Stored<T>> GetAsync<T>(HashKey<T> key, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => faults.RunAsync("get", key.Name, () => inner.GetAsync(key, cancellation));

    public ValueTask SetAsync<T>(HashKey<T> key, T record, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => faults.RunAsync("set", key.Name, () => inner.SetAsync(key, record, timeToLive, cancellation));

    public ValueTask<Stored<T>> GetAsync<T>(DocumentKey<T> key, CancellationToken cancellation = default)
        where T : class => faults.RunAsync("get", key.Name, () => inner.GetAsync(key, cancellation));

    public ValueTask SetAsync<T>(DocumentKey<T> key, T document, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class => faults.RunAsync("set", key.Name, () => inner.SetAsync(key, document, timeToLive, cancellation));

    public ValueTask<Stored<string>> GetTextAsync(string key, CancellationToken cancellation = default) =>
        faults.RunAsync("get", key, () => inner.GetTextAsync(key, cancellation));

    public ValueTask SetTextAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        faults.RunAsync("set", key, () => inner.SetTextAsync(key, value, timeToLive, cancellation));

    public ValueTask<bool> SetTextIfAbsentAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        faults.RunAsync("absent", key, () => inner.SetTextIfAbsentAsync(key, value, timeToLive, cancellation));

    public ValueTask<bool> ReplaceTextAsync(
        string key, string expected, string value, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        faults.RunAsync("replace", key, () => inner.ReplaceTextAsync(key, expected, value, timeToLive, cancellation));

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan? timeToLive, CancellationToken cancellation = default) =>
        faults.RunAsync("increment", key, () => inner.IncrementAsync(key, by, timeToLive, cancellation));

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellation = default) =>
        faults.RunAsync("delete", key, () => inner.DeleteAsync(key, cancellation));

    public ValueTask<KeyLife> GetLifeAsync(string key, CancellationToken cancellation = default) =>
        faults.RunAsync("life", key, () => inner.GetLifeAsync(key, cancellation));

    public ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, CancellationToken cancellation = default) =>
        faults.RunAsync("consume", expected.Count == 0 ? "" : expected[0].Key, () => inner.ConsumeTogetherAsync(expected, cancellation));

    public ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, ConsumeMark mark, CancellationToken cancellation = default) =>
        faults.RunAsync("consume", expected.Count == 0 ? "" : expected[0].Key, () => inner.ConsumeTogetherAsync(expected, mark, cancellation));

    public ValueTask AddToSeriesAsync<T>(SeriesKey<T> key, long score, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => faults.RunAsync("add", key.Name, () => inner.AddToSeriesAsync(key, score, record, cancellation));

    public ValueTask<IReadOnlyList<Stored<T>>> ReadSeriesAsync<T>(SeriesKey<T> key, int newest, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => faults.RunAsync("series", key.Name, () => inner.ReadSeriesAsync(key, newest, cancellation));
}
