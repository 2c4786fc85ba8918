using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging;

/// <summary>
/// The state port: hashes, documents, short texts with a time to live, counters, and bar series. Every operation is atomic and safe to call
/// from any thread. A key of another type reads as an error that names it, never as missing.
/// </summary>
/// <exception cref="EngineUnavailableException">Every method: the engine cannot be reached; nothing is known about the outcome.</exception>
public interface IStateStore
{
    ValueTask<Stored<T>> GetAsync<T>(HashKey<T> key, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>;

    /// <summary>Replaces the whole hash (no field of an earlier value survives) and sets its life in the same step; null: it never expires.</summary>
    ValueTask SetAsync<T>(HashKey<T> key, T record, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>;

    ValueTask<Stored<T>> GetAsync<T>(DocumentKey<T> key, CancellationToken cancellation = default)
        where T : class;

    ValueTask SetAsync<T>(DocumentKey<T> key, T document, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class;

    ValueTask<Stored<string>> GetTextAsync(string key, CancellationToken cancellation = default);

    ValueTask SetTextAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default);

    /// <summary>Sets the text and its life in one step if the key is absent (SET NX EX); false: it was there and stays as it was.</summary>
    ValueTask<bool> SetTextIfAbsentAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default);

    /// <summary>
    /// Replaces the text and its life in one step if the key holds exactly the expected text; false: it holds another one or none, and stays as it was.
    /// </summary>
    ValueTask<bool> ReplaceTextAsync(
        string key, string expected, string value, TimeSpan? timeToLive, CancellationToken cancellation = default);

    /// <summary>Adds to a counter, made at 0 when absent; the life is given to a counter that this call makes, and left alone otherwise.</summary>
    /// <exception cref="WireFormatException">The key holds something that is not an integer.</exception>
    ValueTask<long> IncrementAsync(string key, long by, TimeSpan? timeToLive, CancellationToken cancellation = default);

    /// <summary>Deletes a key of any type; false: there was none.</summary>
    ValueTask<bool> DeleteAsync(string key, CancellationToken cancellation = default);

    ValueTask<KeyLife> GetLifeAsync(string key, CancellationToken cancellation = default);

    /// <summary>
    /// Deletes all the keys if each holds exactly the expected text, else touches none: permits are used together or not at all.
    /// </summary>
    /// <exception cref="ArgumentException">No key is given.</exception>
    ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, CancellationToken cancellation = default);

    /// <summary>
    /// As the other one, and sets a text that was absent before in the same step: who dies right after it knows by the mark that the keys were consumed, not lost. A mark
    /// that stands already blocks like a key that holds something else.
    /// </summary>
    /// <exception cref="ArgumentException">No key is given.</exception>
    ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, ConsumeMark mark, CancellationToken cancellation = default);

    /// <summary>Puts a record at its score (a record already there is replaced) and drops the oldest beyond the key's limit.</summary>
    ValueTask AddToSeriesAsync<T>(SeriesKey<T> key, long score, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>;

    /// <summary>The newest records, oldest first, at most <paramref name="newest"/>.</summary>
    ValueTask<IReadOnlyList<Stored<T>>> ReadSeriesAsync<T>(SeriesKey<T> key, int newest, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>;
}
