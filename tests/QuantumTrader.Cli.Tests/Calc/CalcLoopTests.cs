using System.Text.Json;
using QuantumTrader.Cli.Calc;

namespace QuantumTrader.Cli.Tests.Calc;

public sealed class CalcLoopTests
{
    [Theory]
    [InlineData("", "the line is not JSON: ")]
    [InlineData("{", "the line is not JSON: ")]
    [InlineData("{} {}", "the line is not JSON: ")]
    [InlineData("position=1", "the line is not JSON: ")]
    [InlineData("{\"position\":{},\"position\":{}}", "the line is not JSON: ")]
    [InlineData("[]", "the line = []: must be a JSON object")]
    [InlineData("5", "the line = 5: must be a JSON object")]
    [InlineData("null", "the line = null: must be a JSON object")]
    [InlineData("{}", "position is missing: an object is required")]
    [InlineData("""{"position":{"side":"\ud800"}}""", """\ud800: is no text: """)]
    [InlineData("""{"\udc00":1}""", """\udc00: is no text: """)]
    public void A_line_that_is_no_input_is_answered_by_an_error(string line, string error)
    {
        foreach (var calculator in (ICalculator[])[new HarvestCalculator(), new RiskCalculator()])
            Assert.StartsWith(error, JsonElement.Parse(CalcLoop.Answer(calculator, line)).GetProperty("error").GetString());
    }

    [Fact]
    public void A_refused_line_does_not_end_the_run()
    {
        var lines = (string[])
        [
            CalcLine.Harvest.ToString(), "oops", "", CalcLine.Harvest.With("position.side", "\"FLAT\"").ToString(),
            CalcLine.Harvest.With("position.unrealized_pnl", "1e308").With("p1_proposal.stop_dist_pct", "1e-300").ToString(), "   ",
            """{"position":"\ud800"}""", CalcLine.Harvest.ToString(),
        ];
        using var input = new StringReader(string.Join('\n', lines));
        using var output = new StringWriter();

        CalcLoop.Run(new HarvestCalculator(), input, output);

        var answers = output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([false, true, true, true, true, false], answers.Select(answer => JsonElement.Parse(answer).IsRefused()));
        Assert.Equal(answers[0], answers[^1]);
    }

    [Fact]
    public void An_error_keeps_the_text_it_complains_about_readable() =>
        Assert.Contains("""{"error":"position.side = <Größe>: must""", CalcLine.Risk.With("position.side", "\"<Größe>\"").Answer());
}
