namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// Market time for a demonstration: stands still while a host fast-forwards through the past, then runs, as many times faster than the wall clock
/// as asked for. Timers and delays shrink with it.
/// </summary>
/// <param name="wall">The clock that it runs on.</param>
public sealed class MarketClock(DateTimeOffset start, TimeProvider wall) : TimeProvider, ISettableClock
{
    private DateTimeOffset _base = start;
    private long _startedAt;
    private double _speed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _speed == 0 ? _base : _base + (wall.GetElapsedTime(_startedAt) * _speed);

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void AdvanceTo(DateTimeOffset instant)
    {
        if (_speed != 0)
            throw new InvalidOperationException("the clock runs; it cannot be moved any more");
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, _base);
        _base = instant;
    }

    /// <summary>Lets the clock run. To be called once, before others read it from their threads.</summary>
    /// <param name="speed">Market seconds in a second, above 0.</param>
    public void Run(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        _startedAt = wall.GetTimestamp();
        _speed = speed;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        wall.CreateTimer(callback, state, Shrunk(dueTime), Shrunk(period));

    private TimeSpan Shrunk(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan || span == TimeSpan.Zero || _speed == 0 ? span : TimeSpan.FromTicks(Math.Max(1, (long)(span.Ticks / _speed)));
}
