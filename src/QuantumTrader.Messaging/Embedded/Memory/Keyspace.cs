using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>
/// All keys, and every way in which they change. Knows no lock and no journal: the ports call it under the lock, the replay calls it alone,
/// and both get the same state from the same changes.
/// </summary>
internal sealed class Keyspace(TimeProvider time)
{
    private const int SmallestSweepInterval = 1024;

    private readonly Dictionary<string, Cell> _cells = [];
    private int _untilSweep = SmallestSweepInterval;

    /// <summary>Keys in memory, expired ones that nobody has looked at included.</summary>
    public int Count => _cells.Count;

    /// <summary>Unix milliseconds.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public IEnumerable<KeyValuePair<string, Cell>> Cells => _cells;

    public long DeadlineAfter(TimeSpan? timeToLive)
    {
        if (timeToLive is not { } life)
            return Cell.NoDeadline;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero, nameof(timeToLive));
        return Now + (long)Math.Ceiling(life.TotalMilliseconds);
    }

    /// <summary>The key's content unless it has expired. A cell without a deadline costs no look at the clock.</summary>
    public Cell? Find(string key)
    {
        if (!_cells.TryGetValue(key, out var cell))
            return null;
        if (cell.Deadline == Cell.NoDeadline || Now < cell.Deadline)
            return cell;
        _cells.Remove(key);
        return null;
    }

    public void SetHash(string key, StoredRecord record, long deadline)
    {
        var cell = Obtain<HashCell>(key);
        cell.Record = record;
        SetDeadline(cell, deadline);
    }

    public void SetText(string key, StoredText content, long deadline)
    {
        var cell = Obtain<TextCell>(key);
        cell.Content = content;
        SetDeadline(cell, deadline);
    }

    public void PutInSeries(string key, long score, StoredRecord record, int keepNewest) =>
        Obtain<SeriesCell>(key).Put(score, record, keepNewest);

    /// <summary>The stream of that name, made when the key holds nothing, or something that has expired.</summary>
    public StreamCell ObtainStream(string key) => Obtain<StreamCell>(key);

    public bool Delete(string key)
    {
        var existed = Find(key) is not null;
        _cells.Remove(key);
        return existed;
    }

    /// <summary>A group can vanish when an operator deletes its stream; who reads it then has to make it again.</summary>
    /// <exception cref="InvalidOperationException">There is no such group.</exception>
    public (StreamCell Stream, GroupCell Group) RequireGroup(string stream, string group) =>
        FindStream(stream) is { } cell && cell.FindGroup(group) is { } found
            ? (cell, found)
            : throw new InvalidOperationException($"stream '{stream}' has no group '{group}': it must be created first");

    /// <exception cref="WireFormatException">The key holds something else.</exception>
    public StreamCell? FindStream(string key) => Find(key) switch
    {
        null => null,
        StreamCell stream => stream,
        var other => throw new WireFormatException(other.NotA(StreamCell.Name, key)),
    };

    public void Sweep()
    {
        var now = Now;
        foreach (var (key, cell) in _cells)
        {
            // Removing the current entry does not disturb a dictionary's enumeration.
            if (cell.Deadline <= now)
                _cells.Remove(key);
        }

        _untilSweep = Math.Max(SmallestSweepInterval, _cells.Count);
    }

    // Replaces a cell of another type. The ports refuse that where Redis would; in a replay it means that the old content had expired.
    private TCell Obtain<TCell>(string key)
        where TCell : Cell, new()
    {
        if (_cells.TryGetValue(key, out var cell) && cell is TCell wanted)
            return wanted;
        var made = new TCell();
        _cells[key] = made;
        return made;
    }

    private void SetDeadline(Cell cell, long deadline)
    {
        cell.Deadline = deadline;

        // As many deadlines set as there were keys at the last sweep pay for the next one.
        if (deadline != Cell.NoDeadline && --_untilSweep <= 0)
            Sweep();
    }
}
