using QuantumTrader.Domain.Ladder;

namespace QuantumTrader.Domain.Tests.Ladder;

public sealed class LadderTextTests
{
    [Theory]
    [InlineData("0.5:0.25,1.0:0.25,1.5:0.25", "0.5:0.25,1.0:0.25,1.5:0.25")]
    [InlineData(" 0.5 : 0.25 , 2:0.75 ", "0.5:0.25,2:0.75")]
    [InlineData("1e0:1", "1:1")]
    [InlineData("0.5:0.25[breakeven],1.0:0.25[lock_r: 0.5],2.0:0.25[trail: atr x 2]", "0.5:0.25[breakeven],1.0:0.25[lock_r: 0.5],2.0:0.25[trail: atr x 2]")]
    [InlineData(" 1:0.5 [ trail atr x 1.50 ] ,2:0.5[lock_r 0.00001]", "1:0.5[trail: atr x 1.50],2:0.5[lock_r: 0.00001]")]
    public void Environment_form_is_read(string text, string ladder) => Assert.Equal(ladder, HarvestLadder.Parse(text).Ladder?.ToString());

    [Fact]
    public void Default_is_what_the_contract_says() => Assert.Equal("0.5:0.25,1.0:0.25,1.5:0.25", HarvestLadder.Default.ToString());

    [Theory]
    [InlineData("", "ladder = '': must have at least one rung")]
    [InlineData("abc:0.5", "rung 1 at_r = 'abc': must be a finite number")]
    [InlineData("0.5:NaN", "rung 1 close_ratio = 'NaN': must be a finite number")]
    [InlineData("Infinity:0.5", "rung 1 at_r = 'Infinity': must be a finite number")]
    [InlineData("1e999:0.5", "rung 1 at_r = '1e999': must be a finite number")]
    [InlineData("0,5:0.25", "rung 1 = '0': must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]")]
    [InlineData("0.5", "rung 1 = '0.5': must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]")]
    [InlineData("0.5:0.25,", "rung 2 = '': must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]")]
    [InlineData("0.5:0.25:breakeven", "rung 1 = '0.5:0.25:breakeven': must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]")]
    [InlineData("0.5:0.25[breakeven", "rung 1 = '0.5:0.25[breakeven': must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]")]
    [InlineData("0.5:0.25]", "rung 1 close_ratio = '0.25]': must be a finite number")]
    [InlineData("0.5[breakeven]", "rung 1 = '0.5[breakeven]': must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]")]
    [InlineData("0.5:0.25[]", "rung 1 then = '': must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("0.5:0.25[breakeven, lock_r: 1]", "rung 1 then = 'breakeven, lock_r: 1': must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("0.5:0.25[lock_r: 0.5]", "rung 1 then = 'lock_r: 0.5': must lock 0 or more and less than the trigger of its rung (R)")]
    [InlineData("0:0.25", "rung 1 at_r = '0': must be above 0 and at most 1000 (R)")]
    [InlineData("-1:0.25", "rung 1 at_r = '-1': must be above 0 and at most 1000 (R)")]
    [InlineData("1001:0.25", "rung 1 at_r = '1001': must be above 0 and at most 1000 (R)")]
    [InlineData("0.5:0", "rung 1 close_ratio = '0': must be above 0 and at most 1 (share of the original quantity)")]
    [InlineData("0.5:25", "rung 1 close_ratio = '25': must be above 0 and at most 1 (share of the original quantity)")]
    [InlineData("0.5:0.25,0.5:0.25", "rung 2 at_r = '0.5': must be above the trigger before it, 0.5")]
    [InlineData("1:0.25,0.5:0.25", "rung 2 at_r = '0.5': must be above the trigger before it, 1")]
    [InlineData("0.5:0.6,1.0:0.6", "sum of close_ratio = '1.2': must be at most 1: no more than the position can be closed")]
    public void A_fault_says_the_value_and_the_rule(string text, string fault)
    {
        var reading = HarvestLadder.Parse(text);

        Assert.Null(reading.Ladder);
        Assert.Equal(fault, reading.Faults[0].ToString());
    }

    [Fact]
    public void Every_fault_is_named_at_once_rung_by_rung() => Assert.Equal(
        ["rung 1 at_r", "rung 2 close_ratio", "rung 3", "rung 4 at_r", "sum of close_ratio"],
        HarvestLadder.Parse("abc:0.5,1.0:x,zzz,0.5:0.9").Faults.Select(fault => fault.Where));

    [Fact]
    public void A_field_that_is_not_there_is_missing_unless_it_is_known_what_stands_in_its_place() => Assert.Equal(
        ["rung 1 close_ratio: must be a number, not a list", "rung 2 at_r: is missing", "rung 3 = 'x': must be a rung"],
        HarvestLadder.Read(
            [new RungText("1", null), new RungText(null, "0.5"), new RungText(null, null)],
            new LadderFault(1, "close_ratio", null, "must be a number, not a list"), new LadderFault(3, null, "x", "must be a rung")).Faults.Select(fault => fault.ToString()));

    [Theory]
    [InlineData("breakeven", "breakeven")]
    [InlineData("lock_r: 0.5", "lock_r: 0.5")]
    [InlineData("lock_r 0", "lock_r: 0")]
    [InlineData("trail: atr x 2", "trail: atr x 2")]
    [InlineData("trail atr x 1.5", "trail: atr x 1.5")]
    public void Words_that_follow_a_rung_are_known(string then, string read) =>
        Assert.Equal($"1.0:0.5[{read}]", HarvestLadder.Read([new RungText("1.0", "0.5", then)]).Ladder?.ToString());

    [Theory]
    [InlineData("", "must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("break even", "must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("Breakeven", "must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("lock_r", "must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("trail: 2", "must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("lock_r: much", "must be a finite number")]
    [InlineData("trail: atr x NaN", "must be a finite number")]
    [InlineData("lock_r: -0.1", "must lock 0 or more and less than the trigger of its rung (R)")]
    [InlineData("lock_r: 1", "must lock 0 or more and less than the trigger of its rung (R)")]
    [InlineData("trail: atr x 0", "must trail by a multiple above 0 and at most 1000")]
    public void Words_that_are_not_are_refused(string then, string rule)
    {
        var fault = Assert.Single(HarvestLadder.Read([new RungText("1.0", "0.5", then)]).Faults);

        Assert.Equal(("rung 1 then", rule), (fault.Where, fault.Rule));
    }

    [Fact]
    public void A_ladder_in_code_keeps_the_same_rules()
    {
        var refused = Assert.Throws<ArgumentException>(() => new HarvestLadder([new(1, 0.7m), new(0.5m, 0.7m)]));

        Assert.Contains("must be above the trigger before it, 1", refused.Message);
        Assert.Contains("sum of close_ratio = '1.4'", refused.Message);
    }

    [Theory]
    [InlineData("0.5:0.25", "At 0.5 R close 25 % of the original quantity; 75 % is left. The 75 % that is left stays open until the stop ends it.")]
    [InlineData("1.0:1[breakeven]", "At 1 R close 100 % of the original quantity, then move the stop to the entry price; nothing is left.")]
    [InlineData("2:0.125[lock_r: 1.5],3:0.875",
        "At 2 R close 12.5 % of the original quantity, then move the stop to where 1.5 R of profit is kept; 87.5 % is left. At 3 R close 87.5 % of the original quantity; nothing is left.")]
    [InlineData("2:0.5[trail: atr x 3]",
        "At 2 R close 50 % of the original quantity, then let the stop follow the price at 3 times the average true range (ATR); 50 % is left. The 50 % that is left stays open until the stop ends it.")]
    [InlineData("0.00001:0.000001", "At 0.00001 R close 0.0001 % of the original quantity; 99.9999 % is left. The 99.9999 % that is left stays open until the stop ends it.")]
    public void Describe_explains_in_words(string ladder, string words) => Assert.Equal(words, HarvestLadder.Parse(ladder).Ladder?.Describe());
}
