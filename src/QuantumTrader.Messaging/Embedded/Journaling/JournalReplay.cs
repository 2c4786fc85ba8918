using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>Applies records to a keyspace in the order in which they were written.</summary>
internal sealed class JournalReplay(Keyspace keys)
{
    private readonly NamePool _names = new();

    /// <exception cref="FormatException">The payload is not one of this version's, or does not fit the state before it.</exception>
    /// <exception cref="InvalidOperationException">The payload is about a group that is not there.</exception>
    public void Apply(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload, _names);
        var op = reader.Op();
        if (!Enum.IsDefined(op))
            throw new FormatException($"{(byte)op} is not an operation of this version");
        switch (op)
        {
            case JournalOp.SetHash:
            case JournalOp.SetText:
            case JournalOp.Delete:
            case JournalOp.SeriesPut:
            case JournalOp.ConsumeAndMark:
                ApplyToKey(op, ref reader);
                break;
            case JournalOp.StreamAppend:
            case JournalOp.StreamTrim:
            case JournalOp.StreamState:
                ApplyToStream(op, ref reader);
                break;
            default:
                ApplyToGroup(op, ref reader);
                break;
        }

        if (!reader.AtEnd)
            throw new FormatException($"the payload of {op} is longer than its values");
    }

    private void ApplyToKey(JournalOp op, ref PayloadReader reader)
    {
        if (op == JournalOp.Delete)
        {
            Delete(ref reader);
            return;
        }

        var key = reader.Name();
        var number = reader.Number();
        if (op == JournalOp.SetHash)
            keys.SetHash(key, StoredRecord.Of(reader.Fields()), number);
        else if (op is JournalOp.SetText or JournalOp.ConsumeAndMark)
            keys.SetText(key, StoredText.Of(reader.Text()), number);
        else
            keys.PutInSeries(key, number, keepNewest: reader.Count(), record: StoredRecord.Of(reader.Fields()));
        if (op == JournalOp.ConsumeAndMark)
            Delete(ref reader);
    }

    private void Delete(ref PayloadReader reader)
    {
        foreach (var name in reader.Names())
            keys.Delete(name);
    }

    private void ApplyToStream(JournalOp op, ref PayloadReader reader)
    {
        var stream = keys.ObtainStream(reader.Name());
        if (op == JournalOp.StreamTrim)
        {
            stream.Trim(reader.Count());
            return;
        }

        var id = reader.Id();
        if (id <= stream.LastId && id != StreamId.Zero)
            throw new FormatException($"entry {id} does not come after {stream.LastId}");
        if (op == JournalOp.StreamState)
            stream.LastId = id;
        else
            stream.Append(id, maxLength: reader.Count(), record: StoredRecord.Of(reader.Fields()));
    }

    private void ApplyToGroup(JournalOp op, ref PayloadReader reader)
    {
        var streamName = reader.Name();
        var groupName = reader.Name();
        if (op == JournalOp.GroupCreate)
        {
            keys.ObtainStream(streamName).AddGroup(groupName, reader.Id());
            return;
        }

        var (stream, group) = keys.RequireGroup(streamName, groupName);
        switch (op)
        {
            case JournalOp.GroupDeliver:
                Deliver(stream, group, ref reader);
                break;
            case JournalOp.GroupRedeliver:
                Redeliver(group, ref reader);
                break;
            case JournalOp.GroupAcknowledge:
                foreach (var id in reader.Ids())
                    group.Remove(id);
                break;
            case JournalOp.DeadLetter:
                var entry = reader.Id();
                keys.ObtainStream(StreamKey.DeadLettersOf(streamName))
                    .Append(reader.Id(), StoredRecord.Of(reader.Fields()), StreamKey.DefaultMaxLength);
                group.Remove(entry);
                break;
            default:
                group.Restore(new PendingEntry(reader.Id(), reader.Name(), reader.Number(), reader.Count()));
                break;
        }
    }

    private static void Deliver(StreamCell stream, GroupCell group, ref PayloadReader reader)
    {
        var consumer = reader.Name();
        var now = reader.Number();
        var count = reader.Count();
        if (count > group.LagIn(stream))
            throw new FormatException($"{count} entries delivered where the group has {group.LagIn(stream)} left");
        group.Deliver(stream, consumer, count, now);
    }

    private static void Redeliver(GroupCell group, ref PayloadReader reader)
    {
        var consumer = reader.Name();
        var now = reader.Number();
        foreach (var id in reader.Ids())
        {
            if (group.FindPending(id) is null)
                throw new FormatException($"entry {id} delivered again where it is not pending");
            group.DeliverAgain(id, consumer, now);
        }

        foreach (var id in reader.Ids())
            group.Remove(id);
    }
}
