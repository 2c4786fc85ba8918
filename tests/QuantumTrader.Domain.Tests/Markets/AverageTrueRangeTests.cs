using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Domain.Tests.Markets;

public sealed class AverageTrueRangeTests
{
    private const int Period = 3;

    // True ranges 4, 3, 5 (a gap of 4 over the close before), then 6, 0: mean 4, then 4 + 2/3, then 2/3 of that.
    private static readonly Bar[] s_bars =
        [Of(0, 102, 98, 100), Of(1, 102, 99, 101), Of(2, 106, 104, 105), Of(3, 105, 99, 100), Of(4, 100, 100, 100)];

    [Fact]
    public void Value_IsTheMeanOfTheFirstRanges_ThenMovesAPartOfTheWayToEach()
    {
        var atr = new AverageTrueRange(Period);
        var values = s_bars.Select(bar =>
        {
            atr.Add(bar);
            return atr.Value is { } value ? Math.Round(value, 10) : (decimal?)null;
        });

        Assert.Equal([null, null, 4m, 4.6666666667m, 3.1111111111m], values);
    }

    [Fact]
    public void BarThatIsNotNewer_IsLeftOut()
    {
        var atr = Over(s_bars);
        atr.Add(s_bars[3]);
        atr.Add(s_bars[4] with { High = 500 });

        Assert.Equal(Over(s_bars).Value, atr.Value);
        Assert.Equal(s_bars[4].OpenTimeMs, atr.NewestOpenTimeMs);
    }

    [Fact]
    public void HoleLongerThanThePeriod_BeginsAnew_AShorterOneDoesNot()
    {
        var atr = Over(s_bars);
        atr.Add(Of(7, 101, 99, 100));
        Assert.NotNull(atr.Value);
        atr.Add(Of(11, 101, 99, 100));
        Assert.Null(atr.Value);
        atr.Add(Of(12, 101, 99, 100));
        atr.Add(Of(13, 101, 99, 100));
        Assert.Equal(2, atr.Value);
    }

    [Fact]
    public void MarketThatStandsStill_HasNone() => Assert.Null(Over([.. Enumerable.Range(0, 10).Select(minute => Of(minute, 100, 100, 100))]).Value);

    private static AverageTrueRange Over(Bar[] bars)
    {
        var atr = new AverageTrueRange(Period);
        foreach (var bar in bars)
            atr.Add(bar);
        return atr;
    }

    private static Bar Of(int minute, decimal high, decimal low, decimal close) =>
        new("BTCUSDT", BarInterval.OneMinute, minute * 60_000L, close, high, low, close, 1);
}
