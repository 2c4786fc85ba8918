using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>
/// Who has been accepted under a correlation id. Contract section 7. The key names the entry that took it, so that this entry goes on after a crash and every other one is a
/// duplicate; and says whether what follows from it has been written, so that it is not judged a second time.
/// </summary>
internal sealed class IntentClaims(IStateStore store)
{
    private const string SentMark = " sent";

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(300);

    public async ValueTask<IntentClaim> ReadAsync(string correlationId, StreamId entry, CancellationToken cancellation) =>
        Of(await store.GetTextAsync(Keys.IntentDedup(correlationId), cancellation), entry);

    /// <summary>Takes the correlation id for the entry.</summary>
    /// <returns>False: another entry has it.</returns>
    public async ValueTask<bool> TakeAsync(string correlationId, StreamId entry, CancellationToken cancellation) =>
        await store.SetTextIfAbsentAsync(Keys.IntentDedup(correlationId), entry.ToString(), Life, cancellation)
        || await ReadAsync(correlationId, entry, cancellation) != IntentClaim.Foreign;

    /// <summary>What follows from the entry has been written.</summary>
    public async ValueTask MarkSentAsync(string correlationId, StreamId entry, CancellationToken cancellation) =>
        await store.ReplaceTextAsync(Keys.IntentDedup(correlationId), entry.ToString(), entry + SentMark, Life, cancellation);

    /// <summary>The entry is refused after all: another one may come under this id.</summary>
    public async ValueTask ReleaseAsync(string correlationId, StreamId entry, CancellationToken cancellation) =>
        await store.ConsumeTogetherAsync([new(Keys.IntentDedup(correlationId), entry.ToString())], cancellation);

    private static IntentClaim Of(Stored<string> stored, StreamId entry)
    {
        if (stored.Value is null)
            return stored.IsMissing ? IntentClaim.None : IntentClaim.Unreadable;
        return stored.Value == entry.ToString() ? IntentClaim.Own
            : stored.Value == entry + SentMark ? IntentClaim.Sent
            : IntentClaim.Foreign;
    }
}
