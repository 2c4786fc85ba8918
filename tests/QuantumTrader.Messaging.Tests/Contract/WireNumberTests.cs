using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Contract;

public sealed class WireNumberTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(5.0, "5.0")]
    [InlineData(-5.0, "-5.0")]
    [InlineData(5e9, "5000000000.0")]
    [InlineData(100.0, "100.0")]
    [InlineData(0.5, "0.5")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1.0 / 3.0, "0.3333333333333333")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(0.00009999, "9.999e-05")]
    [InlineData(1e-05, "1e-05")]
    [InlineData(1e-09, "1e-09")]
    [InlineData(-1.5e-10, "-1.5e-10")]
    [InlineData(1e-100, "1e-100")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1234567890123456.0, "1234567890123456.0")]
    [InlineData(9999999999999998.0, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(12345678901234567.0, "1.2345678901234568e+16")]
    [InlineData(-1e22, "-1e+22")]
    [InlineData(1e100, "1e+100")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(2.2250738585072014e-308, "2.2250738585072014e-308")]
    [InlineData(2.225073858507201e-308, "2.225073858507201e-308")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.MinValue, "-1.7976931348623157e+308")]
    public void Double_HasTheContractsForm(double value, string text)
    {
        Assert.Equal(text, WireNumber.Format(value));
        Assert.True(WireNumber.TryParse(text, out double back));
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(back));
    }

    [Theory]
    [InlineData("105", "105.0")]
    [InlineData("105.00", "105.0")]
    [InlineData("0", "0.0")]
    [InlineData("0.000", "0.0")]
    [InlineData("-0.0", "0.0")]
    [InlineData("0.1", "0.1")]
    [InlineData("-12.340", "-12.34")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("1000000000000000", "1000000000000000.0")]
    [InlineData("10000000000000000", "1e+16")]
    [InlineData("79228162514264337593543950335", "7.9228162514264337593543950335e+28")]
    [InlineData("0.0000000000000000000000000001", "1e-28")]
    [InlineData("0.1234567890123456789012345678", "0.1234567890123456789012345678")]
    public void Decimal_HasTheSameForm_WithAllItsDigits(string value, string text)
    {
        var number = decimal.Parse(value, CultureInfo.InvariantCulture);

        Assert.Equal(text, WireNumber.Format(number));
        Assert.True(WireNumber.TryParse(text, out decimal back));
        Assert.Equal(number, back);
    }

    [Theory]
    [InlineData(0.00193316423508, 8, "0.00193316")]
    [InlineData(-0.0019924513, 8, "-0.00199245")]
    [InlineData(1.0, 6, "1.000000")]
    [InlineData(0.0, 6, "0.000000")]
    [InlineData(1e-9, 8, "0.00000000")]
    [InlineData(-1e-9, 8, "-0.00000000")]
    [InlineData(0.0078125, 6, "0.007812")]
    [InlineData(0.0234375, 6, "0.023438")]
    [InlineData(1234567.9999999, 6, "1234568.000000")]
    public void Fixed_HasItsDecimals(double value, int decimals, string text) => Assert.Equal(text, WireNumber.FormatFixed(value, decimals));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void NotFinite_NeverReachesTheWire(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WireNumber.Format(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => WireNumber.FormatFixed(value, 6));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,000")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("Infinity")]
    [InlineData("inf")]
    [InlineData("1e400")]
    [InlineData("0x10")]
    [InlineData("None")]
    [InlineData("1.2.3")]
    public void Text_ThatIsNoFiniteNumber_IsRefused(string text)
    {
        Assert.False(WireNumber.TryParse(text, out double _));
        Assert.False(WireNumber.TryParse(text, out decimal _));
    }

    [Fact]
    public void Double_AnyBits_FormatThenParse_GivesTheSameBits()
    {
        var anyFinite = ArbMap.Default.GeneratorFor<long>().Two()
            .Select(halves => BitConverter.Int64BitsToDouble((halves.Item1 << 32) ^ halves.Item2))
            .Where(double.IsFinite);

        Prop.ForAll(anyFinite.ToArbitrary(), RoundTrips).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void Double_OfUsualSize_FormatThenParse_GivesTheSameBits() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), value => RoundTrips(value.Get)).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Decimal_FormatThenParse_GivesTheSameValue() =>
        Prop.ForAll(ArbMap.Default.ArbFor<decimal>(), value => WireNumber.TryParse(WireNumber.Format(value), out decimal back) && back == value)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static bool RoundTrips(double value) =>
        WireNumber.TryParse(WireNumber.Format(value), out double back)
        && BitConverter.DoubleToInt64Bits(back) == BitConverter.DoubleToInt64Bits(value);
}
