using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Tests.Configuration;

public sealed class SymbolListTests
{
    [Theory]
    [InlineData("BTCUSDT", "BTCUSDT")]
    [InlineData(" ethusdt , BTCUSDT ", "ETHUSDT,BTCUSDT")]
    [InlineData("BTCUSDT,ethusdt,btcusdt", "BTCUSDT,ETHUSDT")]
    [InlineData("1000PEPEUSDT,A1", "1000PEPEUSDT,A1")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA")]
    public void Symbols_AreTrimmedUpperCasedAndCountOnce(string text, string expected)
    {
        Assert.True(SymbolList.TryParse(text, out var list));
        Assert.Equal(expected, list.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(",")]
    [InlineData("BTCUSDT,")]
    [InlineData("BTCUSDT,,ETHUSDT")]
    [InlineData("B")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("BTC-USDT")]
    [InlineData("BTC USDT")]
    [InlineData("BTCÜSDT")]
    [InlineData("BTCUSDT;ETHUSDT")]
    public void Text_ThatIsNoSymbolList_IsRefused(string text)
    {
        Assert.False(SymbolList.TryParse(text, out _));
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => SymbolList.Of(text)).Message);
    }

    [Fact]
    public void TwoLists_WithTheSameSymbolsInOrder_AreEqual()
    {
        Assert.Equal(SymbolList.Of("AA", "BB"), SymbolList.Of("aa", "bb", "AA"));
        Assert.Equal(SymbolList.Of("AA", "BB").GetHashCode(), SymbolList.Of("aa,bb").GetHashCode());
        Assert.True(SymbolList.Of("AA", "BB") != SymbolList.Of("BB", "AA"));
        Assert.True(SymbolList.Of("AA") != SymbolList.Of("AA", "BB"));
    }

    [Fact]
    public void List_HasItsSymbolsInOrder()
    {
        var list = SymbolList.Of("CC", "AA", "BB");

        Assert.Equal(["CC", "AA", "BB"], list.ToArray());
        Assert.Equal((3, "AA"), (list.Count, list[1]));
    }

    [Fact]
    public void AnyList_WrittenAndRead_IsTheSame() =>
        Prop.ForAll(Gen.NonEmptyListOf(Gen.Elements("BTCUSDT", "ethusdt", "Sol1", "X2")).ToArbitrary(), symbols =>
        {
            var list = SymbolList.Of(symbols);
            return SymbolList.TryParse(list.ToString(), out var read)
                && read == list
                && list.Distinct().Count() == list.Count
                && list.SequenceEqual(symbols.Select(symbol => symbol.ToUpperInvariant()).Distinct());
        }).Check(Config.QuickThrowOnFailure);
}
