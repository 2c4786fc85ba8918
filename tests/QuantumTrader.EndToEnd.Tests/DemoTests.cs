using QuantumTrader.EndToEnd.Tests.Harness;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum demo</c>: lines in a pipe, a table on a terminal.</summary>
public sealed class DemoTests
{
    private const string Script = "/usr/bin/script";

    [Fact]
    public async Task InAPipe_Lines_AndAConclusion()
    {
        var run = (await Quantum.RunAsync("demo", "--for", "3s", "--speed", "600")).AssertDone();

        Assert.Empty(run.Errors);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Contains(run.OutputLines, line => line.Contains(" proposal  ", StringComparison.Ordinal) && line.Contains("  K 0.", StringComparison.Ordinal));
        Assert.Matches(@"^\d+ positions opened, \d+ proposals \(.*\), [1-9]\d* plans executed, [1-9]\d* fills$", run.OutputLines[^3]);
        Assert.Matches(
            @"^harvested -?\d+\.\d\d R, realised -?\d+\.\d\d USDT, fees \d+\.\d\d USDT, largest draw-down \d+\.\d\d %, longest unprotected 0 s$", run.OutputLines[^2]);
        Assert.Matches("^denials: .+$", run.OutputLines[^1]);
    }

    [Fact]
    public async Task OfARecording_TheRecordedSymbols()
    {
        using var folder = new TempFolder();
        var klines = Recorded.Cut(folder, 1000, "BTCUSDT", "SOLUSDT");
        var run = (await Quantum.RunAsync(["demo", "--for", "3s", "--speed", "1200", "--klines", .. klines])).AssertDone();

        Assert.Contains(run.OutputLines, line => line.Contains("BTCUSDT", StringComparison.Ordinal));
        Assert.Contains(run.OutputLines, line => line.Contains("SOLUSDT", StringComparison.Ordinal));
        Assert.DoesNotContain(run.OutputLines, line => line.Contains("ETHUSDT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnATerminal_ATableOfEverySymbol()
    {
        if (!File.Exists(Script))
            Assert.Skip($"{Script} is not here (package util-linux): there is no terminal to show the table on");
        var run = await Quantum.RunAsync(
            Script, ["-qec", $"stty cols 200 rows 40; '{Quantum.Program}' demo --for 4s --speed 300", "/dev/null"], environment: [("TERM", "xterm-256color")]);

        run.AssertDone();
        string[] shown =
        [
            "symbol", "side", "price", "R", "K", "regime", "stop", "proposal", "reasons", "BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT",
            "flip ", "spike ", "drop ", "age ", "equity", "Quantum Trader",
        ];
        Assert.All(shown, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.Matches("LONG|SHORT", run.Output);
        Assert.Contains("positions opened", run.OutputLines[^3], StringComparison.Ordinal);
        Assert.StartsWith("denials: ", run.OutputLines[^1], StringComparison.Ordinal);
    }
}
