namespace QuantumTrader.Domain.Governor;

/// <summary>
/// The executed closes that still matter: those of the last hour, and of today (UTC). An execution told again is counted once. Time is given with each call and does not
/// go back. Not safe for several threads.
/// </summary>
public sealed class ExecutionHistory
{
    public const long HourMs = 3_600_000;
    public const long FiveMinutesMs = 300_000;
    private const long DayMs = 86_400_000;

    private readonly HashSet<(string PlanId, long TimeMs)> _known = [];
    private readonly List<Execution> _executions = [];
    private long _oldestMs = long.MaxValue;

    /// <summary>Every symbol that has been executed while this existed, also when nothing of it matters any more.</summary>
    public IReadOnlyCollection<string> Symbols => _symbols;

    private readonly SortedSet<string> _symbols = new(StringComparer.Ordinal);

    /// <param name="notional">Value closed, quote currency, 0 or more.</param>
    /// <returns>False: it is known already, or too old to matter.</returns>
    public bool Add(string symbol, string planId, long timeMs, decimal notional, long nowMs)
    {
        Forget(nowMs);
        if (!Matters(timeMs, nowMs) || !_known.Add((planId, timeMs)))
            return false;
        _symbols.Add(symbol);
        _executions.Add(new Execution(symbol, planId, timeMs, notional));
        _oldestMs = Math.Min(_oldestMs, timeMs);
        return true;
    }

    public ExecutionCounts Of(string symbol, long nowMs)
    {
        Forget(nowMs);
        var (counts, today) = (default(ExecutionCounts), 0m);
        foreach (var execution in _executions)
        {
            if (IsToday(execution.TimeMs, nowMs))
                today += execution.Notional;
            if (execution.Symbol == symbol)
                counts = With(counts, execution.TimeMs, nowMs);
        }

        return counts with { NotionalToday = today };
    }

    /// <summary>How often each of <see cref="Symbols"/> was executed within the hour and within five minutes.</summary>
    public IReadOnlyDictionary<string, (int Hour, int FiveMinutes)> CountsOfAll(long nowMs)
    {
        Forget(nowMs);
        var all = _symbols.ToDictionary(symbol => symbol, _ => (Hour: 0, FiveMinutes: 0), StringComparer.Ordinal);
        foreach (var execution in _executions)
        {
            var counts = all[execution.Symbol];
            all[execution.Symbol] = (counts.Hour + InHour(execution.TimeMs, nowMs), counts.FiveMinutes + InFiveMinutes(execution.TimeMs, nowMs));
        }

        return all;
    }

    /// <summary>Executions of the symbol after an instant.</summary>
    public int CountSince(string symbol, long afterMs) => _executions.Count(execution => execution.Symbol == symbol && execution.TimeMs > afterMs);

    /// <summary>When time alone changes a count next, Unix milliseconds; null: never.</summary>
    public long? NextChangeMs(long nowMs)
    {
        long? next = null;
        foreach (var execution in _executions)
        {
            foreach (var window in (ReadOnlySpan<long>)[FiveMinutesMs, HourMs])
            {
                if (execution.TimeMs + window > nowMs)
                    next = Math.Min(next ?? long.MaxValue, execution.TimeMs + window);
            }
        }

        return next;
    }

    private void Forget(long nowMs)
    {
        // Asked with every plan; there is something to forget only when the oldest is over.
        if (_executions.Count == 0 || Matters(_oldestMs, nowMs))
            return;
        foreach (var old in _executions.Where(execution => !Matters(execution.TimeMs, nowMs)))
            _known.Remove((old.PlanId, old.TimeMs));
        _executions.RemoveAll(execution => !Matters(execution.TimeMs, nowMs));
        _oldestMs = _executions.Count == 0 ? long.MaxValue : _executions.Min(execution => execution.TimeMs);
    }

    private static ExecutionCounts With(ExecutionCounts counts, long timeMs, long nowMs) => counts with
    {
        Hour = counts.Hour + InHour(timeMs, nowMs),
        FiveMinutes = counts.FiveMinutes + InFiveMinutes(timeMs, nowMs),
        LastMs = counts.LastMs is { } known ? Math.Max(known, timeMs) : timeMs,
    };

    private static int InHour(long timeMs, long nowMs) => timeMs > nowMs - HourMs ? 1 : 0;

    private static int InFiveMinutes(long timeMs, long nowMs) => timeMs > nowMs - FiveMinutesMs ? 1 : 0;

    private static bool Matters(long timeMs, long nowMs) => timeMs > nowMs - HourMs || IsToday(timeMs, nowMs);

    private static bool IsToday(long timeMs, long nowMs) => timeMs / DayMs >= nowMs / DayMs;

    private readonly record struct Execution(string Symbol, string PlanId, long TimeMs, decimal Notional);
}
