using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(Bench.StartEpoch);

    [Fact]
    public void VirtualClock_MovesOnlyForwards_AndHasNoTimers()
    {
        var clock = new VirtualClock(Start);
        clock.AdvanceTo(Start.AddSeconds(5));

        Assert.Equal(Start.AddSeconds(5), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(5), clock.GetElapsedTime(Start.UtcTicks));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.AdvanceTo(Start));
        Assert.Throws<NotSupportedException>(() => clock.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(1, 7, 7)]
    [InlineData(60, 7, 420)]
    [InlineData(0.5, 8, 4)]
    public void MarketClock_RunsAsManyTimesFasterAsAskedFor(double speed, double wallSeconds, double marketSeconds)
    {
        var wall = new Wall();
        var clock = new MarketClock(Start, wall);
        wall.Seconds = 100;
        Assert.Equal(Start, clock.GetUtcNow());
        clock.AdvanceTo(Start.AddHours(1));

        clock.Run(speed);
        var since = clock.GetTimestamp();
        wall.Seconds += wallSeconds;

        Assert.Equal(Start.AddHours(1).AddSeconds(marketSeconds), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(marketSeconds), clock.GetElapsedTime(since));
    }

    [Fact]
    public void MarketClock_OnceItRuns_CannotBeMoved_AndTimeNeverGoesBack()
    {
        var clock = new MarketClock(Start, new Wall());
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.AdvanceTo(Start.AddSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Run(0));

        clock.Run(1);

        Assert.Throws<InvalidOperationException>(() => clock.AdvanceTo(Start.AddHours(1)));
    }

    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(1, 10, 10)]
    [InlineData(100, 10, 0.1)]
    public void MarketClock_TimersShrinkWithIt(double speed, double asked, double expected)
    {
        var wall = new Wall();
        var clock = new MarketClock(Start, wall);
        if (speed > 0)
            clock.Run(speed);

        using (clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(asked), Timeout.InfiniteTimeSpan))
            Assert.Equal((TimeSpan.FromSeconds(expected), Timeout.InfiniteTimeSpan), wall.Timer);
    }

    private sealed class Wall : TimeProvider
    {
        public double Seconds { get; set; }

        public (TimeSpan Due, TimeSpan Period) Timer { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => TimeSpan.FromSeconds(Seconds).Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timer = (dueTime, period);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
