using QuantumTrader.EndToEnd.Tests.Harness;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>The launcher at the root of the repository.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task FromAnotherFolder_AndThroughASymbolicLink_ItStartsTheSameProgram()
    {
        using var folder = new TempFolder();
        var launcher = Path.Combine(Quantum.Root, "quantum");
        File.CreateSymbolicLink(folder.File("qt"), launcher);

        var direct = (await Quantum.RunAsync(launcher, ["--version"], directory: folder.Path)).AssertDone();
        var linked = (await Quantum.RunAsync(folder.File("qt"), ["--version"], directory: "/")).AssertDone();

        Assert.Matches(@"^\d+\.\d+\.\d+", direct.Output);
        Assert.Equal(direct.Output, linked.Output);
    }

    [Fact]
    public async Task TheExitCodeAndTheArguments_PassThrough()
    {
        var run = await Quantum.RunAsync(Path.Combine(Quantum.Root, "quantum"), ["demo", "--for", "a b"]);

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("--for = 'a b': must be a number with s, m or h, such as 30s", run.ErrorLines[^1], StringComparison.Ordinal);
    }
}
