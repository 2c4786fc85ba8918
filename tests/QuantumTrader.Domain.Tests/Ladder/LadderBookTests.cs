using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Ladder;

public sealed class LadderBookTests
{
    [Theory]
    [InlineData("BTCUSDT", PositionSide.Long, "1:0.5")]
    [InlineData("BTCUSDT", PositionSide.Short, "1:0.5")]
    [InlineData("ETHUSDT", PositionSide.Long, "2:0.5")]
    [InlineData("ETHUSDT", PositionSide.Short, "3:0.25,4:0.25")]
    [InlineData("SOLUSDT", PositionSide.Long, "5:1")]
    [InlineData("SOLUSDT", PositionSide.Short, null)]
    [InlineData("XRPUSDT", PositionSide.Long, null)]
    public void The_ladder_of_symbol_and_side_wins_over_that_of_the_symbol(string symbol, PositionSide side, string? ladder) => Assert.Equal(
        ladder, LadderBook.Parse("BTCUSDT=1:0.5;ETHUSDT=2:0.5;ETHUSDT short=3:0.25,4:0.25;SOLUSDT long=5:1").Book!.For(symbol, side)?.ToString());

    [Theory]
    [InlineData(" btcusdt = 1:0.5 ; ETHusdt  LONG=0.5:0.5[breakeven]", "BTCUSDT=1:0.5;ETHUSDT long=0.5:0.5[breakeven]")]
    [InlineData("ETHUSDT long=0.5:0.5;ETHUSDT short=0.5:0.25,1.0:0.25", "ETHUSDT long=0.5:0.5;ETHUSDT short=0.5:0.25,1.0:0.25")]
    public void Environment_form_is_read(string text, string book) => Assert.Equal(book, LadderBook.Parse(text).Book?.ToString());

    [Theory]
    [InlineData("", "= '': must hold a ladder for at least one symbol")]
    [InlineData("BTCUSDT", "BTCUSDT: must be SYMBOL=ladder or SYMBOL side=ladder, as BTCUSDT=1:0.5")]
    [InlineData("BTCUSDT=1:0.5;", "= '': must be SYMBOL=ladder or SYMBOL side=ladder, as BTCUSDT=1:0.5")]
    [InlineData("BTCUSDT=1:0.5=2:0.5", "BTCUSDT=1:0.5=2:0.5: must be SYMBOL=ladder or SYMBOL side=ladder, as BTCUSDT=1:0.5")]
    [InlineData("=1:0.5", "= '': must be a symbol, as BTCUSDT, or a symbol and a side, as BTCUSDT long")]
    [InlineData("BTC-USDT=1:0.5", "BTC-USDT: the symbol must be 2 to 20 letters A-Z or digits")]
    [InlineData("B=1:0.5", "B: the symbol must be 2 to 20 letters A-Z or digits")]
    [InlineData("BTCUSDT both=1:0.5", "BTCUSDT both: the side must be long or short")]
    [InlineData("BTCUSDT long short=1:0.5", "BTCUSDT long short: must be a symbol, as BTCUSDT, or a symbol and a side, as BTCUSDT long")]
    [InlineData("BTCUSDT=1:0.5;btcusdt=2:0.5", "btcusdt: stands twice")]
    [InlineData("BTCUSDT long=1:0.5;BTCUSDT Long=2:0.5", "BTCUSDT Long: stands twice")]
    [InlineData("BTCUSDT=", "BTCUSDT ladder = '': must have at least one rung")]
    [InlineData("BTCUSDT short=abc:0.5", "BTCUSDT short rung 1 at_r = 'abc': must be a finite number")]
    [InlineData("BTCUSDT=0.5:0.6,1:0.6", "BTCUSDT sum of close_ratio = '1.2': must be at most 1: no more than the position can be closed")]
    public void A_fault_says_whose_ladder_the_value_and_the_rule(string text, string fault)
    {
        var reading = LadderBook.Parse(text);

        Assert.Null(reading.Book);
        Assert.Equal([fault], reading.Faults.Select(one => one.ToString()));
    }

    [Fact]
    public void Every_fault_of_every_ladder_is_named_at_once() => Assert.Equal(
        ["B-C", "B-C rung 1 at_r", "ETHUSDT rung 2 at_r", "ETHUSDT sum of close_ratio", "ETHUSDT", "zzz"],
        LadderBook.Parse("B-C=x:0.5;ETHUSDT=1:0.6,0.5:0.6;ETHUSDT=1:0.5;zzz").Faults.Select(fault => fault.Where));

    [Fact]
    public void A_book_in_code_holds_something_and_each_owner_once()
    {
        var btc = new SymbolLadder(new LadderOwner("BTCUSDT", null), HarvestLadder.Default);

        Assert.Throws<ArgumentException>(() => new LadderBook([]));
        Assert.Throws<ArgumentException>(() => new LadderBook([btc, btc]));
    }
}
