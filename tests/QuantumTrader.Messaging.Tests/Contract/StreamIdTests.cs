using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Contract;

public sealed class StreamIdTests
{
    [Theory]
    [InlineData("0-0", 0, 0)]
    [InlineData("1780000000000-7", 1780000000000, 7)]
    [InlineData("9223372036854775807-9223372036854775807", long.MaxValue, long.MaxValue)]
    public void Text_IsReadAndWrittenTheSame(string text, long milliseconds, long sequence)
    {
        Assert.Equal(new StreamId(milliseconds, sequence), StreamId.Parse(text));
        Assert.Equal(text, StreamId.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5")]
    [InlineData("5-")]
    [InlineData("5-x")]
    [InlineData("5--1")]
    [InlineData("+5-1")]
    [InlineData("5-1-2")]
    [InlineData("$")]
    public void Text_Malformed_IsRefusedAndNamed(string text)
    {
        var refused = Assert.Throws<FormatException>(() => StreamId.Parse(text));

        Assert.Contains($"'{text}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_IsByTimeThenSequence() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<NonNegativeInt>(),
            (time, first, second) =>
            {
                var (a, b) = (new StreamId(time.Get, first.Get), new StreamId(time.Get, second.Get));
                var later = new StreamId(time.Get + 1L, 0);
                return a < b == first.Get < second.Get && a <= b == first.Get <= second.Get && a > b == b < a && a < later && later >= b;
            }).Check(Config.QuickThrowOnFailure);
}
