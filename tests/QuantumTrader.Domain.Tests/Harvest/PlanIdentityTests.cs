using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Harvest;

public sealed class PlanIdentityTests
{
    private static readonly HarvestAction[] Rungs = [HarvestAction.Partial25, HarvestAction.Partial50, HarvestAction.Partial75];

    // Few values of each, so that two of them are often the same act.
    private static readonly Gen<Act> Acts =
        from symbol in Gen.Elements("BTCUSDT", "ETHUSDT")
        from side in Gen.Elements(PositionSide.Long, PositionSide.Short)
        from opened in Gen.Choose(0, 1)
        from kind in Gen.Choose(0, 2)
        from detail in Gen.Choose(0, 2)
        select new Act(symbol, side, opened, kind, detail);

    // Seconds since a full close first arose.
    private static readonly Arbitrary<int> Times = Gen.Choose(0, 10_000).ToArbitrary();

    // The first 16 digits of sha256sum of "BTCUSDT|LONG|1700000000|PARTIAL_25|" and so on.
    [Fact]
    public void The_id_is_the_one_that_the_contract_describes()
    {
        const long opened = 1_700_000_000;
        Assert.Equal("0b132179fd21caaa", PlanIdentity.OfPartial("BTCUSDT", PositionSide.Long, opened, HarvestAction.Partial25));
        Assert.Equal("c49db6ce6375559a", PlanIdentity.OfPartial("BTCUSDT", PositionSide.Long, opened, HarvestAction.Partial50));
        Assert.Equal("d6a9a7b02992ed0c", PlanIdentity.OfPartial("BTCUSDT", PositionSide.Short, opened, HarvestAction.Partial75));
        Assert.Equal("b3f1887cfae874f6", PlanIdentity.OfStopUpdate("BTCUSDT", PositionSide.Long, opened, "100.2"));
        Assert.Equal("ee22ae1ac9ba2bfb", PlanIdentity.OfFullClose("ETHUSDT", PositionSide.Long, 0, sinceSec: 899, repeatSec: 900));
        Assert.Equal("7c89e4312d4f290c", PlanIdentity.OfFullClose("ETHUSDT", PositionSide.Long, 0, sinceSec: 1800, repeatSec: 900));
    }

    [Fact]
    public void Two_ids_agree_when_the_acts_do_and_only_then() => Prop.ForAll(Acts.ToArbitrary(), Acts.ToArbitrary(), (one, other) =>
    {
        Assert.Matches("^[0-9a-f]{16}$", one.Id);
        Assert.Equal(one == other, one.Id == other.Id);
    }).Check(KernelInputs.Thousand);

    [Fact]
    public void A_full_close_gets_a_new_id_only_when_a_whole_repeat_time_has_passed() =>
        Prop.ForAll(Times, Times, Gen.Choose(1, 2_000).ToArbitrary(), (one, other, repeat) =>
            Assert.Equal(one / repeat == other / repeat, FullClose(one, repeat) == FullClose(other, repeat))).Check(KernelInputs.Thousand);

    [Fact]
    public void Without_a_repeat_time_a_full_close_is_asked_for_once() =>
        Prop.ForAll(Times, since => Assert.Equal(FullClose(0, 0), FullClose(since, 0))).Check(KernelInputs.Thousand);

    private static string FullClose(long sinceSec, long repeatSec) =>
        PlanIdentity.OfFullClose("BTCUSDT", PositionSide.Long, 0, sinceSec, repeatSec);

    private sealed record Act(string Symbol, PositionSide Side, long Opened, int Kind, int Detail)
    {
        public string Id => Kind switch
        {
            0 => PlanIdentity.OfPartial(Symbol, Side, Opened, Rungs[Detail]),
            1 => PlanIdentity.OfStopUpdate(Symbol, Side, Opened, $"100.{Detail}"),
            _ => PlanIdentity.OfFullClose(Symbol, Side, Opened, sinceSec: 900 * Detail, repeatSec: 900),
        };
    }
}
