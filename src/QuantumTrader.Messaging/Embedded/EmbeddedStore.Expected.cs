using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded.Journaling;
using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded;

// Changes that happen only if what is there is what the caller expects.
internal sealed partial class EmbeddedStore
{
    public ValueTask<bool> ReplaceTextAsync(
        string key, string expected, string value, TimeSpan? timeToLive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        cancellation.ThrowIfCancellationRequested();
        while (true)
        {
            StoredText? held;
            lock (core.Gate)
            {
                core.ThrowIfUnusable();
                held = (core.Keys.Find(key) as TextCell)?.Content;
                if (held is null || (held.HasText && held.Text != expected))
                    return new ValueTask<bool>(false);
                if (held.HasText)
                {
                    var deadline = core.Keys.DeadlineAfter(timeToLive);
                    core.Records?.SetText(key, deadline, value);
                    core.Keys.SetText(key, StoredText.Of(value), deadline);
                    break;
                }
            }

            // As in ConsumeTogetherAsync: a document is serialised outside the lock.
            _ = held.Text;
        }

        return core.CommitAsync(true);
    }

    public ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, CancellationToken cancellation = default) => ConsumeAsync(expected, null, cancellation);

    public ValueTask<ConsumeOutcome> ConsumeTogetherAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, ConsumeMark mark, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return ConsumeAsync(expected, mark, cancellation);
    }

    private ValueTask<ConsumeOutcome> ConsumeAsync(
        IReadOnlyList<KeyValuePair<string, string>> expected, ConsumeMark? mark, CancellationToken cancellation)
    {
        // "All of none hold" is true, and would let an act pass without any permit.
        if (expected.Count == 0)
            throw new ArgumentException("at least one key is required", nameof(expected));
        cancellation.ThrowIfCancellationRequested();
        while (true)
        {
            StoredText? unwritten = null;
            lock (core.Gate)
            {
                core.ThrowIfUnusable();
                var blocking = Blocking(expected, ref unwritten);
                if (mark is not null && core.Keys.Find(mark.Key) is not null)
                    blocking.Add(mark.Key);
                if (unwritten is null && blocking.Count > 0)
                    return new ValueTask<ConsumeOutcome>(new ConsumeOutcome(false, blocking));
                if (unwritten is null)
                {
                    Consume(expected, mark);
                    break;
                }
            }

            // Serialising runs the document's own code: not under the lock. Then look again, for the key may have changed meanwhile.
            _ = unwritten.Text;
        }

        return core.CommitAsync(new ConsumeOutcome(true, []));
    }

    private void Consume(IReadOnlyList<KeyValuePair<string, string>> expected, ConsumeMark? mark)
    {
        var deadline = core.Keys.DeadlineAfter(mark?.TimeToLive);
        if (mark is null)
            core.Records?.DeleteTogether(expected);
        else
            core.Records?.ConsumeAndMark(expected, mark, deadline);
        foreach (var (key, _) in expected)
            core.Keys.Delete(key);
        if (mark is not null)
            core.Keys.SetText(mark.Key, StoredText.Of(mark.Text), deadline);
    }

    // The keys that do not hold what is expected; or a document whose text has to be made first.
    private List<string> Blocking(IReadOnlyList<KeyValuePair<string, string>> expected, ref StoredText? unwritten)
    {
        var blocking = new List<string>();
        foreach (var (key, text) in expected)
        {
            var content = (core.Keys.Find(key) as TextCell)?.Content;
            if (content is { HasText: false })
                unwritten = content;
            else if (content?.Text != text)
                blocking.Add(key);
        }

        return blocking;
    }
}
