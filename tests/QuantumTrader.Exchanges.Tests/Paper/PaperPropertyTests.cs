using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges.Paper;
using static QuantumTrader.Exchanges.Tests.VenueDriver;

namespace QuantumTrader.Exchanges.Tests.Paper;

public sealed class PaperPropertyTests
{
    private const string One = "AAAUSDT";
    private const string Other = "BBBUSDT";

    private static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly PaperOptions OneWay = Costly with
    {
        Instruments = new Dictionary<string, Domain.Markets.InstrumentRules> { [One] = Rules with { Symbol = One }, [Other] = Rules with { Symbol = Other } },
    };

    // Shrinks to a shorter life; the meaning of each number stays.
    private static readonly Arbitrary<int[]> Lives = Arb.From(
        Gen.Choose(0, int.MaxValue).ArrayOf(60),
        codes => Enumerable.Range(0, codes.Length).Select(drop => codes.Where((_, index) => index != drop).ToArray()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Money_and_quantities_agree_with_a_second_bookkeeping_after_every_step(bool hedge) =>
        Prop.ForAll(Lives, codes =>
        {
            var options = OneWay with { HedgeMode = hedge };
            var (venue, script, ledger) = (new PaperVenue(options), new PaperScript(options), new PaperLedger(options.InitialBalance));
            foreach (var code in codes)
            {
                script.Step(venue, SymbolOf(code), code);
                foreach (var fill in venue.Events().OfType<VenueFillEvent>())
                    ledger.Take(fill);
                ledger.Compare(venue.Account());
            }
        }).Check(Thousand);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Resting_orders_that_only_close_always_have_a_position_to_close(bool hedge) =>
        Prop.ForAll(Lives, codes =>
        {
            var options = OneWay with { HedgeMode = hedge };
            var (venue, script) = (new PaperVenue(options), new PaperScript(options));
            foreach (var code in codes)
            {
                script.Step(venue, SymbolOf(code), code);
                var account = venue.Account();
                foreach (var order in account.OpenOrders.Where(order => order.Request.ReduceOnly || order.Request.ClosePosition))
                    Assert.Contains(
                        account.Positions, position => position.Symbol == order.Request.Symbol && OrderSides.ToClose(position.Side) == order.Request.Side);
                Assert.All(account.OpenOrders, order => Assert.Equal(OrderStatus.New, order.Status));
            }
        }).Check(Thousand);

    [Fact]
    public void The_same_life_twice_gives_the_same_events() =>
        Prop.ForAll(Lives, codes => Assert.Equal(Live(codes, _ => true), Live(codes, _ => true))).Check(Thousand);

    [Fact]
    public void A_symbol_lives_the_same_without_the_other() =>
        Prop.ForAll(Lives, codes =>
            Assert.Equal(Live(codes, _ => true).Where(one => one.Symbol == One), Live(codes, symbol => symbol == One))).Check(Thousand);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_restart_at_any_step_goes_unnoticed(bool hedge) =>
        Prop.ForAll(Lives, codes =>
        {
            var options = OneWay with { HedgeMode = hedge };
            var (stayed, script) = (new PaperVenue(options), new PaperScript(options));
            var (restarted, again) = (new PaperVenue(options), new PaperScript(options));
            for (var i = 0; i < codes.Length; i++)
            {
                script.Step(stayed, SymbolOf(codes[i]), codes[i]);
                again.Step(restarted, SymbolOf(codes[i]), codes[i]);
                if (codes[i] % 7 == 0)
                    restarted = PaperDocuments.Of(restarted).Restore(options);
            }

            // Events of two symbols may come in another order after a restart; those of one never do.
            Assert.Equal(PaperDocuments.Of(stayed).Text, PaperDocuments.Of(restarted).Text);
            var (told, retold) = (stayed.Events().ToLookup(one => one.Symbol), restarted.Events().ToLookup(one => one.Symbol));
            Assert.All(told, symbol => Assert.Equal(symbol, retold[symbol.Key]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void The_lives_reach_every_kind_of_event()
    {
        var random = new Domain.SeededRandom(1);
        var codes = Enumerable.Range(0, 5_000).Select(_ => random.NextInt(int.MaxValue)).ToArray();
        var events = Live(codes, _ => true);
        Assert.Equal(
            [OrderStatus.New, OrderStatus.Filled, OrderStatus.Canceled, OrderStatus.Rejected, OrderStatus.Expired],
            events.OfType<VenueOrderEvent>().Select(one => one.Order.Status).Distinct().Order());
        Assert.True(events.OfType<VenueFillEvent>().Count(fill => fill.Order.Request.StopPrice is not null) > 100);
    }

    private static string SymbolOf(int code) => code % 2 == 0 ? One : Other;

    private static IReadOnlyList<VenueEvent> Live(int[] codes, Func<string, bool> takesPart)
    {
        // Margin enough that the symbols never meet in it.
        var options = OneWay with { InitialBalance = 1_000_000 };
        var (venue, script) = (new PaperVenue(options), new PaperScript(options));
        foreach (var code in codes.Where(code => takesPart(SymbolOf(code))))
            script.Step(venue, SymbolOf(code), code);
        return venue.Events();
    }
}
