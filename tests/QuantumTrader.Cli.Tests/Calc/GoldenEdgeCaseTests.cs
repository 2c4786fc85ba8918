using System.Text.Json;

namespace QuantumTrader.Cli.Tests.Calc;

/// <summary>The decisions of docs/decisions/0003-golden-edge-cases.md.</summary>
public sealed class GoldenEdgeCaseTests
{
    [Theory]
    [InlineData("BUY", "97", "3", "99.8")]
    [InlineData("SELL", "97", "3", "99.8")]
    [InlineData("BUY", "103", "3", "100.2")]
    [InlineData("SELL", "103", "3", "100.2")]
    public void Harvest_an_order_side_is_read_by_what_the_profit_says(string side, string price, string pnl, string lockedStop)
    {
        var line = CalcLine.Harvest.With("position.side", $"\"{side}\"").With("position.current_price", price)
            .With("position.unrealized_pnl", pnl).With("position.current_sl", "null").With("p1_proposal.stop_dist_pct", "0.01");
        Assert.Equal(lockedStop, JsonElement.Parse(line.Answer()).GetProperty("new_sl_proposed").GetRawText());
    }

    [Theory]
    [InlineData("100", "5")]
    [InlineData("105", "0")]
    public void Harvest_an_order_side_is_refused_when_the_profit_says_nothing(string price, string pnl)
    {
        var line = CalcLine.Harvest.With("position.side", "\"BUY\"").With("position.current_price", price)
            .With("position.unrealized_pnl", pnl);
        Assert.Equal("position.side = BUY: is an order side, and the profit does not tell the position's; must be LONG or SHORT", line.Error());
    }

    [Theory]
    [InlineData("BUY")]
    [InlineData("SELL")]
    public void Risk_refuses_an_order_side(string side) =>
        Assert.Equal($"position.side = {side}: must be LONG or SHORT", CalcLine.Risk.With("position.side", $"\"{side}\"").Error());

    [Fact]
    public void Harvest_measures_a_record_without_any_price()
    {
        var line = CalcLine.Harvest.With("position.entry_price", "0").With("position.current_price", "0")
            .With("position.peak_price", "0").With("position.trough_price", "0").With("position.unrealized_pnl", "0");
        Assert.Equal("NONE", JsonElement.Parse(line.Answer()).GetProperty("harvest_action").GetString());
    }

    [Fact]
    public void Risk_refuses_a_record_without_an_entry_price() =>
        Assert.Equal("entry_price = 0: must be a finite number above 0", CalcLine.Risk.With("position.entry_price", "0").Error());
}
