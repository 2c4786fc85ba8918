using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Tests.Support.Ladders;

/// <summary>Ladders and books as people might write them: numbers with few digits and with many.</summary>
internal static class AnyLadder
{
    private static readonly Gen<decimal> s_parts = Gen.OneOf(
        Gen.Choose(1, 100).Select(part => part * 0.01m), Gen.Choose(1, 1_000_000).Select(part => part * 0.0000001m), Gen.Constant(0.50m), Gen.Constant(0.0000000000000000000000000001m));

    private static readonly Gen<RungFollowUp?> s_followUps = Gen.Frequency(
        (2, Gen.Constant<RungFollowUp?>(null)), (1, Gen.Constant<RungFollowUp?>(new RungFollowUp.Breakeven())),
        (1, s_parts.Select(RungFollowUp? (part) => new RungFollowUp.LockR(part))), (1, s_parts.Select(RungFollowUp? (part) => new RungFollowUp.TrailAtr(part * 7))));

    private static readonly Gen<HarvestLadder> s_ladders =
        from count in Gen.Choose(1, 5)
        from gaps in s_parts.ArrayOf(count)
        from shares in s_parts.ArrayOf(count)
        from followUps in s_followUps.ArrayOf(count)
        select new HarvestLadder([.. Enumerable.Range(0, count).Select(i => new Rung(1 + i + gaps[i], Math.Max(shares[i] / count, 0.0000000000000000000000000001m), followUps[i]))]);

    private static readonly Gen<LadderOwner> s_owners =
        from symbol in Gen.Elements("BTCUSDT", "ETHUSDT", "1000PEPEUSDT", "A1")
        from side in Gen.Elements<PositionSide?>(null, PositionSide.Long, PositionSide.Short)
        select new LadderOwner(symbol, side);

    public static Arbitrary<HarvestLadder> One { get; } = s_ladders.ToArbitrary();

    public static Arbitrary<LadderBook> Book { get; } = (
        from owners in s_owners.NonEmptyListOf()
        from ladders in s_ladders.ArrayOf(12)
        select new LadderBook([.. owners.Distinct().Zip(ladders, (owner, ladder) => new SymbolLadder(owner, ladder))])).ToArbitrary();
}
