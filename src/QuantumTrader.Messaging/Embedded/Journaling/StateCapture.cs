using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>
/// All live state at one moment, as references to the immutable values: taken quickly under the lock, written out without it.
/// </summary>
internal sealed class StateCapture
{
    private readonly List<Action<JournalBuffer>> _parts = [];

    private StateCapture()
    {
    }

    public static StateCapture Of(Keyspace keys)
    {
        var now = keys.Now;
        var capture = new StateCapture();
        // In the order of the names, so that equal states give equal snapshots.
        foreach (var (key, cell) in keys.Cells.Where(pair => pair.Value.Deadline > now).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            capture.Add(key, cell);
        return capture;
    }

    /// <summary>Writes the records that make this state, flushing the buffer to the sink whenever it is large.</summary>
    public void WriteTo(JournalBuffer buffer, Action<JournalBuffer> flush)
    {
        foreach (var part in _parts)
        {
            part(buffer);
            flush(buffer);
        }
    }

    private void Add(string key, Cell cell)
    {
        var deadline = cell.Deadline;
        switch (cell)
        {
            case HashCell hash:
                var record = hash.Record;
                _parts.Add(buffer => buffer.SetHash(key, deadline, record.Fields));
                break;
            case TextCell text:
                var content = text.Content;
                _parts.Add(buffer => buffer.SetText(key, deadline, content.Text));
                break;
            case SeriesCell series:
                AddSeries(key, series.ToArray());
                break;
            case StreamCell stream:
                AddStream(key, stream);
                break;
            default:
                throw new InvalidOperationException($"{key}: a snapshot of a {cell.TypeName} is not known");
        }
    }

    private void AddSeries(string key, SeriesItem[] items) => _parts.Add(buffer =>
    {
        foreach (var item in items)
            buffer.SeriesPut(key, item.Score, int.MaxValue, item.Record.Fields);
    });

    private void AddStream(string key, StreamCell stream)
    {
        var items = stream.ToArray();
        var lastId = stream.LastId;
        _parts.Add(buffer =>
        {
            foreach (var item in items)
                buffer.StreamAppend(key, item.Id, int.MaxValue, item.Record.Fields);
            if (items.Length == 0)
                buffer.StreamState(key, lastId);
        });
        foreach (var (name, group) in stream.Groups.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            AddGroup(key, name, group);
    }

    private void AddGroup(string stream, string name, GroupCell group)
    {
        var lastDelivered = group.LastDelivered;
        var pending = new List<PendingEntry>(group.PendingCount);
        for (var i = 0; i < group.SlotCount; i++)
        {
            if (!group.Slot(i).IsGone)
                pending.Add(group.Slot(i));
        }

        _parts.Add(buffer =>
        {
            buffer.GroupCreate(stream, name, lastDelivered);
            foreach (var entry in pending)
                buffer.PendingState(stream, name, entry);
        });
    }
}
