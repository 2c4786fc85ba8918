using QuantumTrader.EndToEnd.Tests.Harness;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>Help: every verb of this build, with every option of the contract's section 12 that it has.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("", "demo", "run", "replay", "calc", "open", "kill", "safe-mode", "proof", "notify", "config", "--version")]
    [InlineData("demo", "--for", "--speed", "--seed", "--klines", "--config", "--set")]
    [InlineData("run", "all", "--redis", "--data-dir", "--exchange", "--feed", "--klines", "--once", "--config", "--set",
        "feed", "market-state", "position-state", "risk-proposal", "harvest-proposal", "execution", "intent-router")]
    [InlineData("replay", "--klines", "--entries", "--entry-rule", "donchian", "random", "--seed", "--out", "--json", "--config", "--set")]
    [InlineData("calc", "market-state", "risk", "harvest")]
    [InlineData("calc market-state", "theta", "prices")]
    [InlineData("open", "SYMBOL", "SIDE", "QTY", "--stop", "--redis", "--data-dir", "--config", "--set")]
    [InlineData("kill", "on", "off", "status", "--scope", "--reason", "--json", "--redis", "--data-dir")]
    [InlineData("safe-mode", "on", "off", "status", "--for", "--reason", "--json", "--redis", "--data-dir")]
    [InlineData("notify", "test")]
    [InlineData("notify test", "--config", "--set")]
    [InlineData("config", "check", "show", "schema")]
    [InlineData("config show", "--config", "--set", "--section", "--json")]
    public async Task Help_NamesWhatThereIs(string verb, params string[] names)
    {
        var help = (await Quantum.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).AssertDone();

        Assert.Empty(help.Errors);
        Assert.All(names, name => Assert.Contains(name, help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutArguments_TheHelp() =>
        Assert.Equal((await Quantum.RunAsync("--help")).Output, (await Quantum.RunAsync()).AssertDone().Output);

    [Fact]
    public async Task Calc_AnswersALineForALine_AndGoesOnAfterARefusedOne()
    {
        const string Position =
            """{"position":{"side":"LONG","entry_price":100,"current_price":105,"peak_price":105,"trough_price":100,"age_sec":3600,"unrealized_pnl":5,"current_sl":98},"market_state":{"sigma":0.0113984,"ts":0.245439,"p_trend":0.371906,"p_mr":0.075824,"p_chop":0.55227},"p1_proposal":{"stop_dist_pct":0.0069864121932800005}}""";
        var run = (await Quantum.RunAsync(Quantum.Program, ["calc", "harvest"], input: $"not json\n{Position}\n")).AssertDone();

        Assert.Equal(2, run.OutputLines.Length);
        Assert.StartsWith("""{"error":"the line is not JSON""", run.OutputLines[0], StringComparison.Ordinal);
        string[] known =
        [
            "\"harvest_action\":\"PARTIAL_75\"", "\"new_sl_proposed\":100.2,", "\"R_net\":7.013614233516237,", "\"kill_score\":0.5273976547718264,",
            "\"sigma_spike\":0.13983999999999996,", "\"age_penalty\":0.041666666666666664",
        ];
        Assert.All(known, text => Assert.Contains(text, run.OutputLines[1], StringComparison.Ordinal));
    }
}
