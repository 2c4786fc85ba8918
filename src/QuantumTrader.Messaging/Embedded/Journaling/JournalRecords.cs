using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>How each change is written. <see cref="JournalReplay"/> reads the same values in the same order.</summary>
internal static class JournalRecords
{
    public static void SetHash(this JournalBuffer buffer, string key, long deadline, WireFields fields) =>
        buffer.Begin(JournalOp.SetHash).Text(key).Number(deadline).Fields(fields).End();

    public static void SetText(this JournalBuffer buffer, string key, long deadline, string text) =>
        buffer.Begin(JournalOp.SetText).Text(key).Number(deadline).Text(text).End();

    public static void Delete(this JournalBuffer buffer, string key) =>
        buffer.Begin(JournalOp.Delete).Number(1).Text(key).End();

    public static void DeleteTogether(this JournalBuffer buffer, IReadOnlyList<KeyValuePair<string, string>> keys)
    {
        buffer.Begin(JournalOp.Delete).Number(keys.Count);
        for (var i = 0; i < keys.Count; i++)
            buffer.Text(keys[i].Key);
        buffer.End();
    }

    public static void ConsumeAndMark(
        this JournalBuffer buffer, IReadOnlyList<KeyValuePair<string, string>> keys, ConsumeMark mark, long deadline)
    {
        buffer.Begin(JournalOp.ConsumeAndMark).Text(mark.Key).Number(deadline).Text(mark.Text).Number(keys.Count);
        for (var i = 0; i < keys.Count; i++)
            buffer.Text(keys[i].Key);
        buffer.End();
    }

    public static void SeriesPut(this JournalBuffer buffer, string key, long score, int keepNewest, WireFields fields) =>
        buffer.Begin(JournalOp.SeriesPut).Text(key).Number(score).Number(keepNewest).Fields(fields).End();

    public static void StreamAppend(this JournalBuffer buffer, string stream, StreamId id, int maxLength, WireFields fields) =>
        buffer.Begin(JournalOp.StreamAppend).Text(stream).Id(id).Number(maxLength).Fields(fields).End();

    public static void StreamTrim(this JournalBuffer buffer, string stream, int maxLength) =>
        buffer.Begin(JournalOp.StreamTrim).Text(stream).Number(maxLength).End();

    public static void GroupCreate(this JournalBuffer buffer, string stream, string group, StreamId lastDelivered) =>
        buffer.Begin(JournalOp.GroupCreate).Text(stream).Text(group).Id(lastDelivered).End();

    public static void GroupDeliver(this JournalBuffer buffer, string stream, Consumer consumer, long now, int count) =>
        buffer.Begin(JournalOp.GroupDeliver).Text(stream).Text(consumer.Group).Text(consumer.Name).Number(now).Number(count).End();

    public static void GroupRedeliver(
        this JournalBuffer buffer, string stream, Consumer consumer, long now, IReadOnlyList<StreamId> taken, IReadOnlyList<StreamId> lost) =>
        buffer.Begin(JournalOp.GroupRedeliver).Text(stream).Text(consumer.Group).Text(consumer.Name).Number(now).Ids(taken).Ids(lost).End();

    public static void GroupAcknowledge(this JournalBuffer buffer, string stream, string group, IReadOnlyList<StreamId> ids) =>
        buffer.Begin(JournalOp.GroupAcknowledge).Text(stream).Text(group).Ids(ids).End();

    public static void DeadLetter(
        this JournalBuffer buffer, string stream, string group, StreamId id, StreamId deadLetterId, WireFields fields) =>
        buffer.Begin(JournalOp.DeadLetter).Text(stream).Text(group).Id(id).Id(deadLetterId).Fields(fields).End();

    public static void StreamState(this JournalBuffer buffer, string stream, StreamId lastId) =>
        buffer.Begin(JournalOp.StreamState).Text(stream).Id(lastId).End();

    public static void PendingState(this JournalBuffer buffer, string stream, string group, PendingEntry entry) =>
        buffer.Begin(JournalOp.PendingState).Text(stream).Text(group).Id(entry.Id).Text(entry.Consumer!)
            .Number(entry.DeliveredAt).Number(entry.Deliveries).End();
}
