using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Markets;

public sealed class InstrumentRulesTests
{
    private static readonly Gen<decimal> Steps = Gen.Elements(0.00000001m, 0.001m, 0.1m, 0.25m, 0.5m, 1m, 5m, 1000m);

    // Amounts on the grid, beside it by the least that a decimal can say, and anywhere.
    private static readonly Gen<(decimal Amount, decimal Step)> Amounts =
        from step in Steps
        from whole in Gen.Choose(1, 1_000_000)
        from part in Gen.Choose(0, 1_000_000)
        from kind in Gen.Choose(0, 3)
        let onGrid = whole * step
        select (kind switch
        {
            0 => onGrid,
            1 => onGrid * 0.9999999999999999999999999999m,
            2 => onGrid * 1.0000000000000000000000000001m,
            _ => onGrid + (step * part / 999_983m),
        }, step);

    [Theory]
    [InlineData("1.2345", "0.001", "1.234", "1.235")]
    [InlineData("1.234", "0.001", "1.234", "1.234")]
    [InlineData("0.0009", "0.001", "0", "0.001")]
    [InlineData("0", "0.001", "0", "0")]
    [InlineData("102.3", "0.5", "102.0", "102.5")]
    [InlineData("2.9999999999999999999999999999", "0.25", "2.75", "3")]
    [InlineData("3.0000000000000000000000000001", "0.25", "3", "3.25")]
    public void Amounts_are_rounded_to_the_grid(string amount, string step, string down, string up)
    {
        var rules = Rules(Number(step));
        Assert.Equal((Number(down), Number(down)), (rules.FloorQuantity(Number(amount)), rules.FloorPrice(Number(amount))));
        Assert.Equal(Number(up), rules.CeilingPrice(Number(amount)));
    }

    [Fact]
    public void A_quantity_never_grows_and_loses_less_than_a_step() => Prop.ForAll(Amounts.ToArbitrary(), drawn =>
    {
        var rules = Rules(drawn.Step);
        var floored = rules.FloorQuantity(drawn.Amount);
        Assert.InRange(drawn.Amount - floored, 0, drawn.Step);
        Assert.NotEqual(drawn.Amount - drawn.Step, floored);
        Assert.True(rules.IsOnStep(floored));
        Assert.Equal(drawn.Amount == floored, rules.IsOnStep(drawn.Amount));
        Assert.Equal(floored, rules.FloorQuantity(floored));
    }).Check(KernelInputs.Thousand);

    [Fact]
    public void A_rounded_stop_never_protects_less() => Prop.ForAll(Amounts.ToArbitrary(), drawn =>
    {
        var rules = Rules(drawn.Step);
        var (ofLong, ofShort) = (rules.RoundStop(drawn.Amount, PositionSide.Long), rules.RoundStop(drawn.Amount, PositionSide.Short));
        Assert.InRange(ofLong - drawn.Amount, 0, drawn.Step);
        Assert.InRange(drawn.Amount - ofShort, 0, drawn.Step);
        Assert.True(rules.IsOnTick(ofLong) && rules.IsOnTick(ofShort));
        Assert.Equal(rules.IsOnTick(drawn.Amount) ? 0 : drawn.Step, ofLong - ofShort);
    }).Check(KernelInputs.Thousand);

    private static InstrumentRules Rules(decimal step) => new("BTCUSDT", step, step, MinQuantity: step, MinNotional: 5);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
