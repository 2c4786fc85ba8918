using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Tests.MarketState;

public sealed class BucketedMultisetTests
{
    [Fact]
    public void AnyAddsAndRemoves_KeepEveryRank()
    {
        // Few different numbers give long runs of equal ones, crowded buckets and nodes given back.
        var number = Gen.OneOf(Gen.Choose(0, 4).Select(tenth => tenth * 0.1), Gen.Choose(0, 1000).Select(part => part * 0.001));
        var steps = Gen.Zip(number, Gen.Choose(0, 2)).ArrayOf(300);

        Prop.ForAll(steps.ToArbitrary(), KeepsEveryRank).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public void ABracketOfOneNumber_HoldsItAnyNumberOfTimes()
    {
        var set = new BucketedMultiset(20, 8);
        set.Reset(new SlopeBracket(0.25, 0.25));

        for (var i = 0; i < 5000; i++)
            Assert.True(set.TryAdd(0.25));

        Assert.Equal(5000, set.Total);
        Assert.Equal(0.25, set.AtRank(4999));
    }

    [Fact]
    public void WithoutRoom_ANewNumberIsRefusedAndNothingChanges()
    {
        var set = new BucketedMultiset(2, 4);
        set.Reset(new SlopeBracket(0, 1));
        Assert.True(set.TryAdd(0.1));
        Assert.True(set.TryAdd(0.9));

        Assert.False(set.TryAdd(0.5));

        Assert.Equal(2, set.Total);
        Assert.Equal(0.9, set.AtRank(1));
        set.Remove(0.1);
        Assert.True(set.TryAdd(0.5));
        Assert.Equal(0.5, set.AtRank(0));
    }

    [Fact]
    public void ANumberThatIsNotHeld_CannotBeTakenOut()
    {
        var set = new BucketedMultiset(4, 4);
        set.Reset(new SlopeBracket(0, 1));
        set.TryAdd(0.5);

        Assert.Throws<InvalidOperationException>(() => set.Remove(0.51));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.AtRank(1));
    }

    private static bool KeepsEveryRank((double Number, int Kind)[] steps)
    {
        var set = new BucketedMultiset(steps.Length, 7);
        set.Reset(new SlopeBracket(0, 1));
        var plain = new List<double>();
        foreach (var (number, kind) in steps)
        {
            if (kind == 0 && plain.Contains(number))
            {
                plain.Remove(number);
                set.Remove(number);
            }
            else
            {
                plain.Add(number);
                Assert.True(set.TryAdd(number));
            }

            plain.Sort();
            Assert.Equal(plain.Count, set.Total);
            var rank = plain.Count * kind / 3;
            if (plain.Count > 0)
                Assert.Equal(plain[rank], set.AtRank(rank));
        }

        return true;
    }
}
