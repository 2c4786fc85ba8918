using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Positions;

public sealed class PriceExtremesTests
{
    private const long OpenedMs = 600_000;

    private static readonly PriceExtremes Opened = PriceExtremes.Opened(PositionSide.Long, OpenedMs, 100);

    [Fact]
    public void They_start_at_the_entry_price() => Assert.Equal((100m, 100m), (Opened.Peak, Opened.Trough));

    [Theory]
    [InlineData(101, 101, 100)]
    [InlineData(99, 100, 99)]
    [InlineData(100, 100, 100)]
    public void A_price_widens_them_and_never_narrows_them(int price, int peak, int trough)
    {
        var widened = Opened.Include(price);
        Assert.Equal((peak, trough), (widened.Peak, widened.Trough));
        Assert.Equal(widened, widened.Include(100));
    }

    [Theory]
    [InlineData(OpenedMs - 60_000, 100, 100)]
    [InlineData(OpenedMs - 1, 100, 100)]
    [InlineData(OpenedMs, 120, 80)]
    [InlineData(OpenedMs + 60_000, 120, 80)]
    public void A_bar_counts_only_when_it_opened_in_the_life_of_the_position(long barOpenMs, int peak, int trough)
    {
        var bar = new Bar("BTCUSDT", BarInterval.OneMinute, barOpenMs, Open: 100, High: 120, Low: 80, Close: 110, Volume: 1);
        var widened = Opened.Include(bar);
        Assert.Equal((peak, trough), (widened.Peak, widened.Trough));
    }

    [Fact]
    public void Side_and_opening_time_name_the_position()
    {
        Assert.True(Opened.IsOf(PositionSide.Long, OpenedMs));
        Assert.False(Opened.IsOf(PositionSide.Short, OpenedMs));
        Assert.False(Opened.IsOf(PositionSide.Long, OpenedMs + 1));
    }
}
