using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Markets;

public sealed class BarIntervalTests
{
    [Theory]
    [InlineData("1m", 1)]
    [InlineData("3m", 3)]
    [InlineData("5m", 5)]
    [InlineData("15m", 15)]
    [InlineData("30m", 30)]
    [InlineData("1h", 60)]
    public void A_known_length_is_read_and_written_alike(string text, int minutes)
    {
        Assert.True(BarInterval.TryParse(text, out var interval));
        Assert.Equal((minutes, minutes * 60_000L), (interval.Minutes, interval.Milliseconds));
        Assert.Equal(TimeSpan.FromMinutes(minutes), interval.Duration);
        Assert.Equal(text, interval.ToString());
        Assert.True(BarInterval.TryFromMilliseconds(minutes * 60_000L, out var again));
        Assert.Equal(interval, again);
        Assert.Contains(interval, BarInterval.All);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1M")]
    [InlineData("01m")]
    [InlineData(" 1m")]
    [InlineData("60m")]
    [InlineData("2m")]
    [InlineData("2h")]
    [InlineData("1d")]
    [InlineData("1")]
    public void Another_text_is_none(string? text) => Assert.False(BarInterval.TryParse(text, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(-60_000)]
    [InlineData(60_001)]
    [InlineData(86_400_000)]
    public void Another_number_of_milliseconds_is_none(long milliseconds) =>
        Assert.False(BarInterval.TryFromMilliseconds(milliseconds, out _));

    [Fact]
    public void The_default_is_one_minute() => Assert.Equal(BarInterval.OneMinute, default);

    [Fact]
    public void The_floor_of_an_instant_is_the_start_of_its_bar() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Elements(BarInterval.All.ToArray()).ToArbitrary(), (seconds, interval) =>
        {
            var timeMs = (seconds * 1_000L) + (seconds % 1_000);
            var start = interval.Floor(timeMs);
            Assert.Equal(0, start % interval.Milliseconds);
            Assert.InRange(timeMs, start, start + interval.Milliseconds - 1);
        }).Check(KernelInputs.Thousand);
}
