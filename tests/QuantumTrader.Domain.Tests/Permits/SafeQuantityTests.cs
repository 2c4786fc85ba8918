using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Permits;

namespace QuantumTrader.Domain.Tests.Permits;

public sealed class SafeQuantityTests
{
    private static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly InstrumentRules Btc = new("BTCUSDT", 0.1m, 0.001m, 0.001m, 100);
    private static readonly InstrumentRules Shib = new("1000SHIBUSDT", 0.000001m, 1, 1, 5);
    private static readonly InstrumentRules Xrp = new("XRPUSDT", 0.0001m, 0.1m, 0.1m, 5);
    private static readonly InstrumentRules[] Instruments = [Btc, Shib, Xrp, new("ODDUSDT", 0.01m, 0.003m, 0.006m, 7)];
    private static readonly int[] Shares = [25, 50, 75, 100];

    private static readonly Arbitrary<(InstrumentRules Rules, int Steps, int Price, int[] Shares)> Lives = (
        from rules in Gen.Elements(Instruments)
        from steps in Gen.Choose(1, 5_000)
        from price in Gen.Choose(1, 200_000)
        from shares in Gen.Elements(Shares).ArrayOf(12)
        select (rules, steps, price, shares)).ToArbitrary();

    // Percent, position, price -> what may be closed; empty: deferred.
    [Theory]
    [InlineData("BTC", 100, "0.007", "104000", "0.007")]
    [InlineData("BTC", 75, "0.007", "104000", "0.005")]
    [InlineData("BTC", 50, "0.007", "104000", "0.003")]
    [InlineData("BTC", 25, "0.007", "104000", "0.001")]
    [InlineData("BTC", 25, "0.003", "104000", "")] // not one step; 0.003 would remain
    [InlineData("BTC", 50, "0.002", "60000", "0.002")] // 60 of 100, and the same would remain: it goes as a whole
    [InlineData("BTC", 75, "0.001", "60000", "0.001")] // not one step, and 60 of 100 would remain
    [InlineData("BTC", 100, "0.001", "60000", "0.001")] // 60 of 100: a full close is exempt
    [InlineData("SHIB", 25, "1000", "0.0145", "")] // 3.6 of 5; 10.9 would remain
    [InlineData("SHIB", 50, "1001", "0.0145", "500")]
    [InlineData("SHIB", 75, "500", "0.0145", "375")] // 1.8 would remain: it is small, and the slice is not
    [InlineData("SHIB", 75, "450", "0.0145", "450")] // 4.9 of 5, and 1.6 would remain
    [InlineData("SHIB", 50, "600", "0.0145", "600")] // 4.35 and 4.35: both are too small
    [InlineData("SHIB", 25, "1", "0.0145", "1")]
    [InlineData("XRP", 25, "10.1", "2.2", "2.5")]
    [InlineData("XRP", 50, "10.1", "2.2", "5.0")]
    [InlineData("XRP", 75, "0.3", "2.2", "0.3")]
    [InlineData("XRP", 100, "0.37", "2.2", "0.3")] // dust below the step cannot be ordered
    [InlineData("XRP", 100, "0.05", "2.2", "")]
    [InlineData("XRP", 25, "0.05", "2.2", "")]
    public void Of_Table(string instrument, int percent, string position, string price, string expected)
    {
        var rules = Instruments.Single(one => one.Symbol.Contains(instrument, StringComparison.Ordinal));
        Assert.Equal(
            expected.Length == 0 ? null : Number(expected), SafeQuantity.Of(percent, Number(position), Number(price), rules));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(101, 1)]
    [InlineData(50, 0)]
    [InlineData(50, -1)]
    public void Of_RefusesWhatIsNoShareOrNoPosition(int percent, int position) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SafeQuantity.Of(percent, position, 1, Btc));

    [Fact]
    public void A_close_is_on_the_grid_and_never_above_the_position_and_all_of_them_together_are_not_either() => Prop.ForAll(Lives, life =>
    {
        var position = life.Steps * life.Rules.StepSize;
        var (left, closed) = (position, 0m);
        foreach (var share in life.Shares.TakeWhile(_ => left > 0))
        {
            if (SafeQuantity.Of(share, left, life.Price / 1000m, life.Rules) is not { } quantity)
                continue;
            Assert.True(quantity > 0 && life.Rules.IsOnStep(quantity) && quantity <= left);
            Assert.True(share < 100 || quantity == left);
            (left, closed) = (left - quantity, closed + quantity);
        }

        Assert.Equal(position, left + closed);
        Assert.True(left >= 0);
    }).Check(Thousand);

    // A slice that is smaller than asked is one that was rounded; a larger one is the whole, because neither part could stand alone.
    [Fact]
    public void A_slice_is_what_was_asked_for_or_the_whole_or_nothing() => Prop.ForAll(Lives, life =>
    {
        var (position, price, share) = (life.Steps * life.Rules.StepSize, life.Price / 1000m, life.Shares[0]);
        var asked = position * share / 100;
        var slice = life.Rules.FloorQuantity(asked);
        var isSmall = slice < life.Rules.MinQuantity || slice * price < life.Rules.MinNotional;
        switch (SafeQuantity.Of(share, position, price, life.Rules))
        {
            case null:
                Assert.True(isSmall && (position - slice) * price >= life.Rules.MinNotional);
                break;
            case var quantity when quantity <= asked:
                Assert.True(asked - quantity < life.Rules.StepSize && (share == 100 || !isSmall));
                break;
            case var quantity:
                Assert.True(isSmall && quantity == position);
                break;
        }
    }).Check(Thousand);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
