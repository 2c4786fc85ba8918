using System.Text.Json;

namespace QuantumTrader.Cli.Tests.Calc;

public sealed class LadderCalcTests
{
    // The example of the requirements: risk 100, a quarter each at 0.5, 1.0 and 1.5 R.
    [Theory]
    [InlineData("3349.99", "[]", "1.0", """{"r":0.4999,"intents":[]}""")]
    [InlineData("3350", "[]", "1.0", """
        {"r":0.5,"intents":[{"intent_type":"HARVEST_PARTIAL","side":"SELL","rung_at_r":0.5,"qty":0.25,"new_sl":null,"reason":"rung_reached","r_level":0.5},
        {"intent_type":"MOVE_SL_BREAKEVEN","side":"SELL","rung_at_r":0.5,"qty":1.0,"new_sl":3300.0,"reason":"breakeven_at_r","r_level":0.5}]}
        """)]
    [InlineData("3400", "[0.5]", "0.75", """
        {"r":1.0,"intents":[{"intent_type":"HARVEST_PARTIAL","side":"SELL","rung_at_r":1.0,"qty":0.25,"new_sl":null,"reason":"rung_reached","r_level":1.0}]}
        """)]
    [InlineData("3450", "[0.5,1.0]", "0.5", """
        {"r":1.5,"intents":[{"intent_type":"HARVEST_PARTIAL","side":"SELL","rung_at_r":1.5,"qty":0.25,"new_sl":null,"reason":"rung_reached","r_level":1.5}]}
        """)]
    public void The_example_of_the_requirements(string price, string taken, string quantity, string answer)
    {
        var line = CalcLine.Ladder.With("price", price).With("position.taken", taken).With("position.quantity", quantity);
        if (taken != "[]")
            line = line.With("position.current_sl", "3300");

        Assert.Equal(answer.ReplaceLineEndings("").Trim(), line.Answer());
    }

    // A quarter at 0.5, 1.0 and 1.5 R: 0.125, 0.375 and 0.75 R of the whole; what is left ends at the stop, which stands at the entry.
    [Fact]
    public void A_path_is_walked_until_nothing_is_left()
    {
        var line = CalcLine.Ladder.Without("price").With("prices", "[3349, 3350, 3400, 3450, 3299, 9999]").With("position.taken", "[]").With("position.quantity", "1");
        var path = JsonDocument.Parse(line.Answer()).RootElement.GetProperty("path").EnumerateArray().Select(step =>
            $"{step.GetProperty("price")}: {step.GetProperty("quantity")} left, stop {step.GetProperty("stop_loss")}, {step.GetProperty("harvested_r")} R, stopped {step.GetProperty("stopped_qty")}");

        Assert.Equal(
            [
                "3349.0: 1.0 left, stop 3200.0, 0.0 R, stopped 0.0",
                "3350.0: 0.75 left, stop 3300.0, 0.125 R, stopped 0.0",
                "3400.0: 0.5 left, stop 3300.0, 0.375 R, stopped 0.0",
                "3450.0: 0.25 left, stop 3300.0, 0.75 R, stopped 0.0",
                "3299.0: 0.0 left, stop , 0.75 R, stopped 0.25",
            ],
            path);
    }

    [Theory]
    [InlineData("[3350, 0]", "price = 0: must be above 0")]
    [InlineData("[\"x\"]", "prices[0]")]
    public void A_path_that_is_wrong_is_refused_as_a_whole(string prices, string error) =>
        Assert.Contains(error, CalcLine.Ladder.Without("price").With("prices", prices).Answer(), StringComparison.Ordinal);

    [Fact]
    public void A_price_and_a_path_contradict_each_other() =>
        Assert.Equal("""{"error":"price and prices: one of them must be given, not both"}""", CalcLine.Ladder.With("prices", "[3350]").Answer());

    [Fact]
    public void A_short_is_closed_by_buying()
    {
        var intents = Intents(CalcLine.Ladder.With("position.side", "\"SHORT\"").With("position.stop_loss", "3400").With("price", "3140").With("atr", "20"));

        Assert.Equal(["BUY 0.25", "BUY 0.25", "BUY 0.25", "BUY 3180.0"], intents);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var line = CalcLine.Ladder.Without("ladder").Without("settings").Without("position.taken").Without("position.original_quantity");

        Assert.Equal(CalcLine.Ladder.Answer(), line.Answer());
        Assert.Contains("rung_reached,entry_risk_assumed", line.With("position.stop_loss", "null").With("price", "3400").Answer());
    }

    [Fact]
    public void A_ladder_written_out_and_settings_are_used()
    {
        var line = CalcLine.Ladder
            .With("ladder", """[{"at_r":0.4,"close_ratio":0.333},{"at_r":0.5,"close_ratio":0.1,"then":"lock_r: 0.2"}]""")
            .With("settings", """{"min_r":0.4,"set_be_at_r":2,"trail_atr_mult":0,"step_size":0.01,"tick_size":0.5,"min_quantity":0.01,"min_notional":5,"dynamic_ladder":false}""");

        Assert.Equal(["SELL 0.33", "SELL 0.1", "SELL 3320.0"], Intents(line));
    }

    [Theory]
    [InlineData("ladder", "\"abc:0.5,0.5:0.7,0.4:0.7\"",
        "ladder: rung 1 at_r = 'abc': must be a finite number; rung 3 at_r = '0.4': must be above the trigger before it, 0.5; "
        + "sum of close_ratio = '1.9': must be at most 1: no more than the position can be closed")]
    [InlineData("ladder", "[]", "ladder: ladder = '': must have at least one rung")]
    [InlineData("ladder", "5", "ladder = 5: must be a list of objects")]
    [InlineData("ladder", """[{"at_r":1,"close_ratio":1,"than":"breakeven"}]""", "ladder[0].than = \"breakeven\": no such field; known: at_r, close_ratio, then")]
    [InlineData("ladder", """[{"at_r":1,"close_ratio":1,"then":"run"}]""", "ladder: rung 1 then = 'run': must be one of breakeven, lock_r: x, trail: atr x n")]
    [InlineData("ladder", """[{"close_ratio":1}]""", "ladder[0].at_r is missing: a number is required")]
    [InlineData("settings", """{"min_r":-1,"set_be_at_r":-2}""", "settings: min_r = -1: must be from 0 to 1000; set_be_at_r = -2: must be from 0 to 1000")]
    [InlineData("settings", """{"step_size":0}""", "settings.step_size = 0: must be above 0")]
    [InlineData("settings", """{"min_notional":-5}""", "settings.min_notional = -5: must be 0 or more")]
    [InlineData("settings", """{"trail":2}""", "settings.trail = 2: no such field; known: min_r, ")]
    [InlineData("position.side", "\"BUY\"", "position.side = BUY: must be LONG or SHORT")]
    [InlineData("position.quantity", "0", "position.quantity = 0: must be above 0")]
    [InlineData("position.quantity", "null", "position.quantity is missing: a number is required")]
    [InlineData("position.entry_price", "-1", "position.entry_price = -1: must be above 0")]
    [InlineData("position.stop_loss", "0", "position.stop_loss = 0: must be above 0")]
    [InlineData("position.taken", "[true]", "position.taken[0] = true: must be a number that a decimal holds")]
    [InlineData("price", "1e999", "price = 1e999: must be a number that a decimal holds")]
    [InlineData("price", "0", "price = 0: must be above 0")]
    [InlineData("price", "null", "price is missing: a number is required")]
    [InlineData("atr", "-1", "atr = -1: must be above 0")]
    [InlineData("position.stop_loss", "3299.9999999999999999999999", null)]
    public void A_line_that_breaks_a_rule(string path, string json, string? error)
    {
        var line = CalcLine.Ladder.With(path, json);
        if (error is null)
            Assert.Equal("the inputs lie too far apart for a finite result", line.With("price", "79228162514264337593543950335").Error());
        else
            Assert.StartsWith(error, line.Error());
    }

    private static IEnumerable<string> Intents(CalcLine line) => JsonElement.Parse(line.Answer()).GetProperty("intents").EnumerateArray().Select(intent =>
        $"{intent.GetProperty("side").GetString()} {intent.GetProperty(intent.GetProperty("new_sl").ValueKind == JsonValueKind.Null ? "qty" : "new_sl").GetRawText()}");
}
