using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded.Journaling;
using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded;

/// <summary>Moves an entry that cannot be handled to the dead letters of its stream and acknowledges it, in one step.</summary>
internal static class DeadLetters
{
    public static ValueTask MoveAsync(EngineCore core, string stream, string group, StreamId id, string reason)
    {
        var letter = LetterOf(core, stream, group, id, reason);
        var deadLetters = StreamKey.DeadLettersOf(stream);
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var (_, cell) = core.Keys.RequireGroup(stream, group);
            var target = core.Keys.FindStream(deadLetters);
            var letterId = StreamCell.NextId(target, core.Keys.Now);
            core.Records?.DeadLetter(stream, group, id, letterId, letter);
            (target ?? core.Keys.ObtainStream(deadLetters)).Append(letterId, StoredRecord.Of(letter), StreamKey.DefaultMaxLength);
            cell.Remove(id);
            core.Waits.Announce(deadLetters);
        }

        return core.CommitAsync();
    }

    // The entry's fields come first, so that it can still be read as what it was; of a trimmed entry only the account of its loss is left.
    // Made in a turn of its own, since it may run the record's code; an entry never changes, so nothing can happen to it in between.
    private static WireFields LetterOf(EngineCore core, string stream, string group, StreamId id, string reason)
    {
        StreamItem? item;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            item = core.Keys.RequireGroup(stream, group).Stream.Find(id);
        }

        return new WireFields(item?.Record.Fields ?? [])
        {
            new("dead_reason", reason),
            new("dead_group", group),
            new("dead_entry_id", id.ToString()),
        };
    }
}
