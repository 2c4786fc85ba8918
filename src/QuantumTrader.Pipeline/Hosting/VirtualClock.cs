namespace QuantumTrader.Pipeline.Hosting;

/// <summary>A clock that stands still until a host moves it.</summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider, ISettableClock
{
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Nothing waits on a clock that only its host moves: the host steps the stages instead.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("a virtual clock has no timers; whoever waits on one would wait for ever");

    public void AdvanceTo(DateTimeOffset instant)
    {
        if (instant < _now)
            throw new ArgumentOutOfRangeException(nameof(instant), instant, $"the clock already stands at {_now:O}");
        _now = instant;
    }
}
