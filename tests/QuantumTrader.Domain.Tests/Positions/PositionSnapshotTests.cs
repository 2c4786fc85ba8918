using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Positions;

public sealed class PositionSnapshotTests
{
    private static readonly PositionSnapshot Usable = new("BTCUSDT", PositionSide.Long, 1, 100, 105, 106, 98, 3600, 5, 98, 110);

    [Theory]
    [InlineData("entry_price")]
    [InlineData("current_price")]
    [InlineData("peak_price")]
    [InlineData("trough_price")]
    [InlineData("quantity")]
    public void A_price_or_quantity_has_to_be_above_zero(string field)
    {
        foreach (var value in (double[])[0, -0.0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity])
            Assert.Equal(field, Assert.Throws<KernelInputException>(() => With(field, value).EnsureUsable()).Field);
        With(field, double.Epsilon).EnsureUsable();
    }

    [Theory]
    [InlineData("age_sec")]
    [InlineData("unrealized_pnl")]
    public void Age_and_profit_have_to_be_finite(string field)
    {
        foreach (var value in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
            Assert.Equal(field, Assert.Throws<KernelInputException>(() => With(field, value).EnsureUsable()).Field);
        With(field, -1).EnsureUsable();
    }

    [Theory]
    [InlineData("current_sl")]
    [InlineData("current_tp")]
    public void A_level_has_to_be_finite_and_not_negative_when_there_is_one(string field)
    {
        foreach (var value in (double[])[-1, double.NaN, double.PositiveInfinity])
            Assert.Equal(field, Assert.Throws<KernelInputException>(() => With(field, value).EnsureUsable()).Field);
        With(field, 0).EnsureUsable();
        (Usable with { CurrentSl = null, CurrentTp = null }).EnsureUsable();
    }

    [Fact]
    public void The_refusal_names_field_value_and_rule()
    {
        var refused = Assert.Throws<KernelInputException>(() => With("peak_price", double.NaN).EnsureUsable());
        Assert.Equal("peak_price = NaN: must be a finite number above 0", refused.Message);
    }

    [Theory]
    [InlineData("current_price")]
    [InlineData("peak_price")]
    [InlineData("trough_price")]
    public void Only_a_record_that_lacks_its_entry_may_lack_other_prices(string field)
    {
        Assert.Throws<KernelInputException>(() => With(field, 0).EnsureUsable(mayLackEntry: true));
        (With(field, 0) with { EntryPrice = 0 }).EnsureUsable(mayLackEntry: true);
        Assert.Throws<KernelInputException>(() => (With(field, -1) with { EntryPrice = 0 }).EnsureUsable(mayLackEntry: true));
        Assert.Throws<KernelInputException>(() => (With(field, 0) with { EntryPrice = 0 }).EnsureUsable());
    }

    private static PositionSnapshot With(string field, double value) => field switch
    {
        "entry_price" => Usable with { EntryPrice = value },
        "current_price" => Usable with { CurrentPrice = value },
        "peak_price" => Usable with { PeakPrice = value },
        "trough_price" => Usable with { TroughPrice = value },
        "quantity" => Usable with { Quantity = value },
        "age_sec" => Usable with { AgeSec = value },
        "unrealized_pnl" => Usable with { UnrealizedPnl = value },
        "current_sl" => Usable with { CurrentSl = value },
        "current_tp" => Usable with { CurrentTp = value },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "no such field"),
    };
}
