using QuantumTrader.Cli.Rendering;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Inspect;

/// <summary>Finds the live permits without a search through all keys: who issues one says so on a stream, and the key tells whether it still stands.</summary>
internal static class PermitLook
{
    // A permit lives a minute; this many notices cover far more than a minute of a busy system.
    private const int NoticesRead = 2000;
    private const int RefusalsShown = 20;
    private const long MillisecondsPerSecond = 1000;

    public static async ValueTask<PermitList> ReadAsync(IEngine engine, long nowMs, CancellationToken cancellation)
    {
        var entries = await engine.Bus.ReadNewestAsync(Keys.PermitNotices, NoticesRead, cancellation);

        // Newest first: what a gate has said of a plan since is what counts.
        var last = entries.Select(entry => entry.Record.Value).OfType<PermitNoticeRecord>().DistinctBy(notice => (notice.PlanId, notice.Gate)).ToList();
        var granted = last.FindAll(notice => notice.Granted);
        var texts = granted.ConvertAll(notice => engine.Store.GetTextAsync(Keys.Permit(notice.Gate, notice.PlanId), cancellation));
        var lives = granted.ConvertAll(notice => engine.Store.GetLifeAsync(Keys.Permit(notice.Gate, notice.PlanId), cancellation));
        var live = new List<PermitRow>();
        for (var i = 0; i < granted.Count; i++)
        {
            var (text, life) = (await texts[i], await lives[i]);
            if (text.Value == granted[i].Permit && life.Exists)
                live.Add(RowOf(granted[i], nowMs, (long?)life.Remaining?.TotalSeconds));
        }

        return new PermitList(live, [.. last.Where(notice => !notice.Granted).Take(RefusalsShown).Select(notice => RowOf(notice, nowMs, null))]);
    }

    private static PermitRow RowOf(PermitNoticeRecord notice, long nowMs, long? secondsLeft) => new(
        notice.PlanId, notice.Symbol, WireNames.Of(notice.Gate), notice.Granted, notice.Reason, JsonText.Parse(notice.Permit), notice.TimeMs,
        (nowMs - notice.TimeMs) / MillisecondsPerSecond, secondsLeft);
}
