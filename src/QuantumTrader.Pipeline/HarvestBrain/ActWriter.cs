using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>
/// Asks for acts, each once: its name is claimed before it is published, and who finds the name claimed by the same act looks whether it was published before the claim's owner died.
/// </summary>
internal sealed class ActWriter(StageContext context, HarvestBrainOptions options, HarvestBrainMetrics metrics)
{
    // More than can be written between a crash and the look that follows it.
    private const int LookedThrough = 1000;

    private readonly TimeSpan _life = TimeSpan.FromSeconds(options.DedupTtlSeconds);
    private readonly StreamKey<HarvestActRecord> _output = new(options.OutputStream);

    public async ValueTask WriteAsync(IReadOnlyList<ActDraft> drafts, CancellationToken cancellation)
    {
        if (drafts.Count == 0)
            return;
        var claims = new ValueTask<bool>[drafts.Count];
        for (var i = 0; i < claims.Length; i++)
            claims[i] = context.Store.SetTextIfAbsentAsync(drafts[i].Name.DedupKey, drafts[i].Name.ToString(), _life, cancellation);
        List<HarvestActRecord> due = [];
        for (var i = 0; i < claims.Length; i++)
        {
            if (await claims[i] || await TakeOverAsync(drafts[i].Name, cancellation))
                due.Add(drafts[i].Record);
            else
                metrics.DedupHits.Add();
        }

        List<ValueTask<StreamId>> appends = [.. due.Select(act => context.Bus.AppendAsync(_output, act, cancellation))];
        List<ValueTask> kept = [.. due.Select(act => context.Store.AddToSeriesAsync(Keys.HarvestHistory(act.Symbol), act.MadeMs, act, cancellation))];
        for (var i = 0; i < due.Count; i++)
        {
            await appends[i];
            await kept[i];
            metrics.Acted(due[i]);
        }
    }

    // The name is held by this very act, whose publication may have been lost; by an earlier ask for it, which came to nothing; or it is not ours to ask again.
    private async ValueTask<bool> TakeOverAsync(ActName name, CancellationToken cancellation)
    {
        var held = (await context.Store.GetTextAsync(name.DedupKey, cancellation)).Value;
        if (ActName.Read(held) is not { } holder || holder with { Attempt = name.Attempt } != name || holder.Attempt > name.Attempt)
            return false;
        if (holder.Attempt < name.Attempt)
            return await context.Store.ReplaceTextAsync(name.DedupKey, held!, name.ToString(), _life, cancellation);
        var newest = await context.Bus.ReadNewestAsync(_output, LookedThrough, cancellation);
        return !newest.Any(entry => entry.Record.Value?.CorrelationId == held);
    }
}
