using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded;

/// <summary>
/// Waiting for news without a lost wake-up: a waiter looks and registers in one turn under the lock, and looks once more when it returns,
/// so an append is either seen by a look or finds the waiter registered.
/// </summary>
internal static class StreamWaiting
{
    public static ValueTask<bool> WaitAsync(EngineCore core, StreamWaiter waiter, TimeSpan timeout, CancellationToken cancellation)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "must not be negative, unless infinite");
        cancellation.ThrowIfCancellationRequested();
        StreamWaits.Wait wait;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            if (TakeNews(core, waiter))
                return new ValueTask<bool>(true);
            if (timeout == TimeSpan.Zero)
                return new ValueTask<bool>(false);
            wait = new StreamWaits.Wait(waiter.Streams);
            core.Waits.Add(wait);
        }

        return UntilNewsAsync(core, waiter, wait, timeout, cancellation);
    }

    private static async ValueTask<bool> UntilNewsAsync(
        EngineCore core, StreamWaiter waiter, StreamWaits.Wait wait, TimeSpan timeout, CancellationToken cancellation)
    {
        var woken = false;
        var news = false;
        try
        {
            await using var timer = core.Time.CreateTimer(
                static state => ((StreamWaits.Wait)state!).TrySetResult(false), wait, timeout, Timeout.InfiniteTimeSpan);
            await using var registration = cancellation.UnsafeRegister(
                static (state, token) => ((StreamWaits.Wait)state!).TrySetCanceled(token), wait);
            woken = await wait.Task;
        }
        finally
        {
            lock (core.Gate)
            {
                core.Waits.Remove(wait);

                // Marked on every ordinary way out, also when the time ended just before an entry came: that entry makes the answer true.
                if (wait.Task.IsCompletedSuccessfully)
                    news = TakeNews(core, waiter);
            }
        }

        return woken || news;
    }

    // Under the lock. Marks the newest entry of each stream as seen; whether there was one the waiter had not seen. The first time always
    // has news.
    private static bool TakeNews(EngineCore core, StreamWaiter waiter)
    {
        var news = waiter.Seen is null;
        var seen = waiter.Seen ??= new StreamId[waiter.Streams.Count];
        for (var i = 0; i < seen.Length; i++)
        {
            var last = core.Keys.FindStream(waiter.Streams[i])?.LastId ?? StreamId.Zero;

            // Not "above": a stream that was deleted and made again may begin below. Gone is no news.
            news |= last != seen[i] && last != StreamId.Zero;
            seen[i] = last;
        }

        return news;
    }
}
