using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Ladder;

public sealed class LadderRefusalTests
{
    private static readonly LadderSettings s_settings = new(HarvestLadder.Default, new InstrumentRules("ETHUSDT", 0.01m, 0.001m, 0, 0));
    private static readonly LadderFill s_entry = new(OrderSide.Buy, 1, 3300, StopLoss: 3200);

    [Theory]
    [InlineData(0, 100, 90, "qty = 0: must be above 0")]
    [InlineData(-1, 100, 90, "qty = -1: must be above 0")]
    [InlineData(1, 0, 90, "price = 0: must be above 0")]
    [InlineData(1, 100, 0, "stop_loss = 0: must be above 0")]
    public void A_fill_that_is_none_is_refused(int quantity, int price, int stop, string error) =>
        Assert.Equal(error, Assert.Throws<KernelInputException>(() => PositionFills.Apply(null, new LadderFill(OrderSide.Buy, quantity, price, StopLoss: stop))).Message);

    [Fact]
    public void A_price_or_range_that_is_none_is_refused()
    {
        var position = PositionFills.Apply(null, s_entry)!;

        Assert.Equal("price = 0: must be above 0", Assert.Throws<KernelInputException>(() => LadderEngine.Evaluate(position, 0, null, s_settings)).Message);
        Assert.Equal("atr = -1: must be above 0", Assert.Throws<KernelInputException>(() => LadderEngine.Evaluate(position, 1, -1, s_settings)).Message);
    }

    [Fact]
    public void Settings_name_every_fault()
    {
        var faults = (s_settings with { MinR = -1, SetBeAtR = 1001, TrailAtrMult = -0.5m }).Faults();

        Assert.Equal(["min_r = -1: must be from 0 to 1000", "set_be_at_r = 1001: must be from 0 to 1000", "trail_atr_mult = -0.5: must be from 0 to 1000"], faults);
        Assert.Empty(s_settings.Faults());
    }

    // A stop at the entry or beyond it has been moved already: as a measure of R it would give none or a negative one.
    [Theory]
    [InlineData(PositionSide.Long, "3300")]
    [InlineData(PositionSide.Long, "3310")]
    [InlineData(PositionSide.Short, "3300")]
    [InlineData(PositionSide.Short, "3290")]
    public void A_stop_that_cannot_lose_measures_nothing(PositionSide side, string stop) =>
        Assert.Equal(new EntryRisk(66, IsAssumed: true), EntryRisk.Of(side, 3300, decimal.Parse(stop)));

    // A crash between the asking and the writing down: the order came back filled, and the rung must not be asked for again.
    [Fact]
    public void A_fill_of_a_rung_that_was_not_known_to_be_asked_takes_it()
    {
        var position = PositionFills.Apply(PositionFills.Apply(null, s_entry), new LadderFill(OrderSide.Sell, 0.25m, 3350, RungAtR: 0.5m))!;

        Assert.Equal([1.0m], LadderEngine.Evaluate(position, 3400, null, s_settings).Acts.Where(act => act.Intent == LadderIntent.HarvestPartial).Select(act => act.RungAtR!.Value));
    }

    [Fact]
    public void A_fill_names_the_position_that_it_opens_or_flips()
    {
        var opened = PositionFills.Apply(null, s_entry with { AtMs = 1000 })!;
        var added = PositionFills.Apply(opened, s_entry with { AtMs = 2000 })!;
        var flipped = PositionFills.Apply(added, new LadderFill(OrderSide.Sell, 3, 3300, AtMs: 3000))!;

        Assert.Equal((1000, 1000, 3000), (opened.OpenedMs, added.OpenedMs, flipped.OpenedMs));
        Assert.Equal((PositionSide.Short, 1m, 1m), (flipped.Side, flipped.Quantity, flipped.OriginalQuantity));
        Assert.Null(PositionFills.Apply(flipped, new LadderFill(OrderSide.Buy, 1, 3300)));
    }

    // Of an order that could only reduce: a position whose opening was never seen is not opened by its close.
    [Theory]
    [InlineData(OrderSide.Sell, 0.4, 0.6)]
    [InlineData(OrderSide.Sell, 1, null)]
    [InlineData(OrderSide.Sell, 3, null)]
    [InlineData(OrderSide.Buy, 1, 1.0)]
    public void A_fill_that_only_reduces_neither_opens_nor_adds_nor_flips(OrderSide side, double quantity, double? left)
    {
        var fill = new LadderFill(side, (decimal)quantity, 3310, OnlyReduces: true);

        Assert.Null(PositionFills.Apply(null, fill));
        Assert.Equal((decimal?)left, PositionFills.Apply(PositionFills.Apply(null, s_entry), fill)?.Quantity);
    }
}
