using System.Globalization;
using System.Text.Json;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded.Journaling;
using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded;

/// <summary>The state port over the shared state. Every operation is one turn under the lock.</summary>
internal sealed partial class EmbeddedStore(EngineCore core) : IStateStore
{
    public ValueTask<Stored<T>> GetAsync<T>(HashKey<T> key, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        cancellation.ThrowIfCancellationRequested();
        StoredRecord record;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var cell = core.Keys.Find(key.Name);
            if (cell is null)
                return new ValueTask<Stored<T>>(Stored<T>.Missing);
            if (cell is not HashCell hash)
                return new ValueTask<Stored<T>>(Stored<T>.Unreadable(cell.NotA(HashCell.Name, key.Name)));
            record = hash.Record;
        }

        return new ValueTask<Stored<T>>(record.Read<T>(key.Name));
    }

    public ValueTask SetAsync<T>(HashKey<T> key, T record, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellation.ThrowIfCancellationRequested();
        var fields = core.FieldsForJournal(record);
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var deadline = core.Keys.DeadlineAfter(timeToLive);
            core.Records?.SetHash(key.Name, deadline, fields!);
            core.Keys.SetHash(key.Name, StoredRecord.Of(record), deadline);
        }

        return core.CommitAsync();
    }

    public ValueTask<Stored<T>> GetAsync<T>(DocumentKey<T> key, CancellationToken cancellation = default)
        where T : class =>
        new(FindText(key.Name, cancellation, out var error) is { } text ? text.Read(key) : new Stored<T>(null, error));

    public ValueTask SetAsync<T>(DocumentKey<T> key, T document, TimeSpan? timeToLive, CancellationToken cancellation = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(document);
        cancellation.ThrowIfCancellationRequested();
        var text = core.Journal is null ? null : JsonSerializer.Serialize(document, key.Json);
        return SetContent(key.Name, StoredText.Of(document, key.Json, text), timeToLive);
    }

    public ValueTask<Stored<string>> GetTextAsync(string key, CancellationToken cancellation = default) =>
        new(FindText(key, cancellation, out var error) is { } text ? Stored<string>.Of(text.Text) : new Stored<string>(null, error));

    public ValueTask SetTextAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        cancellation.ThrowIfCancellationRequested();
        return SetContent(key, StoredText.Of(value), timeToLive);
    }

    public ValueTask<bool> SetTextIfAbsentAsync(string key, string value, TimeSpan? timeToLive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            if (core.Keys.Find(key) is not null)
                return new ValueTask<bool>(false);
            var deadline = core.Keys.DeadlineAfter(timeToLive);
            core.Records?.SetText(key, deadline, value);
            core.Keys.SetText(key, StoredText.Of(value), deadline);
        }

        return core.CommitAsync(true);
    }

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan? timeToLive, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        long sum;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var cell = core.Keys.Find(key);
            var deadline = cell?.Deadline ?? core.Keys.DeadlineAfter(timeToLive);
            sum = Counter.Sum(key, cell, by);
            var text = sum.ToString(CultureInfo.InvariantCulture);
            core.Records?.SetText(key, deadline, text);
            core.Keys.SetText(key, StoredText.Of(text), deadline);
        }

        return core.CommitAsync(sum);
    }

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            if (core.Keys.Find(key) is null)
                return new ValueTask<bool>(false);
            core.Records?.Delete(key);
            core.Keys.Delete(key);
        }

        return core.CommitAsync(true);
    }

    public ValueTask<KeyLife> GetLifeAsync(string key, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            return new ValueTask<KeyLife>(core.Keys.Find(key) switch
            {
                null => KeyLife.Absent,
                { Deadline: Cell.NoDeadline } => KeyLife.WithoutEnd,
                var cell => KeyLife.Ending(TimeSpan.FromMilliseconds(cell.Deadline - core.Keys.Now)),
            });
        }
    }

    public ValueTask AddToSeriesAsync<T>(SeriesKey<T> key, long score, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(key.KeepNewest);
        cancellation.ThrowIfCancellationRequested();
        var fields = core.FieldsForJournal(record);
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            if (core.Keys.Find(key.Name) is { } cell and not SeriesCell)
                throw new WireFormatException(cell.NotA(SeriesCell.Name, key.Name));
            core.Records?.SeriesPut(key.Name, score, key.KeepNewest, fields!);
            core.Keys.PutInSeries(key.Name, score, StoredRecord.Of(record), key.KeepNewest);
        }

        return core.CommitAsync();
    }

    public ValueTask<IReadOnlyList<Stored<T>>> ReadSeriesAsync<T>(SeriesKey<T> key, int newest, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newest);
        cancellation.ThrowIfCancellationRequested();
        StoredRecord[] records;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var cell = core.Keys.Find(key.Name);
            if (cell is null)
                return new ValueTask<IReadOnlyList<Stored<T>>>([]);
            if (cell is not SeriesCell series)
                return new ValueTask<IReadOnlyList<Stored<T>>>([Stored<T>.Unreadable(cell.NotA(SeriesCell.Name, key.Name))]);
            records = new StoredRecord[Math.Min(newest, series.Count)];
            for (var i = 0; i < records.Length; i++)
                records[i] = series[series.Count - records.Length + i].Record;
        }

        return new ValueTask<IReadOnlyList<Stored<T>>>(Array.ConvertAll(records, record => record.Read<T>(key.Name)));
    }

    private StoredText? FindText(string key, CancellationToken cancellation, out WireError? error)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var cell = core.Keys.Find(key);
            error = cell is null or TextCell ? null : cell.NotA(TextCell.Name, key);
            return (cell as TextCell)?.Content;
        }
    }

    private ValueTask SetContent(string key, StoredText content, TimeSpan? timeToLive)
    {
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var deadline = core.Keys.DeadlineAfter(timeToLive);
            core.Records?.SetText(key, deadline, content.Text);
            core.Keys.SetText(key, content, deadline);
        }

        return core.CommitAsync();
    }
}
