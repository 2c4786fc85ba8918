using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Tests.Support.Ladders;

namespace QuantumTrader.Domain.Tests.Ladder;

public sealed class LadderRoundTripTests
{
    private static readonly Config s_thousand = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void Any_ladder_written_and_read_is_the_same() => Prop.ForAll(AnyLadder.One, ladder =>
    {
        var reading = HarvestLadder.Parse(ladder.ToString());
        Assert.Empty(reading.Faults);
        Assert.Equal(ladder.Rungs, reading.Ladder!.Rungs);
        Assert.Equal(ladder.ToString(), reading.Ladder.ToString());
    }).Check(s_thousand);

    [Fact]
    public void Any_book_written_and_read_is_the_same() => Prop.ForAll(AnyLadder.Book, book =>
    {
        var reading = LadderBook.Parse(book.ToString());
        Assert.Empty(reading.Faults);
        Assert.Equal(book.Ladders.Select(one => one.Owner), reading.Book!.Ladders.Select(one => one.Owner));
        Assert.All(book.Ladders.Zip(reading.Book.Ladders), pair => Assert.Equal(pair.First.Ladder.Rungs, pair.Second.Ladder.Rungs));
    }).Check(s_thousand);

    // Whatever somebody types, it is read or refused with a rule that names the place.
    [Fact]
    public void Any_text_gives_a_ladder_or_faults()
    {
        var pieces = Gen.Elements("0.5", "1", "2e1", ":", ",", "[", "]", "breakeven", "lock_r: ", "trail: atr x ", ";", "=", "BTCUSDT", " long", " ", "-", "x").ArrayOf();
        Prop.ForAll(pieces.Select(string.Concat).ToArbitrary(), text =>
        {
            var (ladder, book) = (HarvestLadder.Parse(text), LadderBook.Parse(text));
            Assert.Equal(ladder.Ladder is null, ladder.Faults.Count > 0);
            Assert.Equal(book.Book is null, book.Faults.Count > 0);
            Assert.All(ladder.Faults, fault => Assert.NotEmpty(fault.Rule));
        }).Check(s_thousand);
    }
}
