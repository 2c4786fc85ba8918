using QuantumTrader.Tests.Support;

namespace QuantumTrader.Cli.Tests.Deploy;

/// <summary>A file in <c>deploy/</c> that is made from the code. With the environment variable <c>QUANTUM_WRITE_DOCS=1</c> it is written anew, else compared.</summary>
internal static class DeployedFile
{
    public static async Task AssertAsync(string text, params string[] path)
    {
        var file = Path.Combine([SourceRoot.Path, "deploy", .. path]);
        if (Environment.GetEnvironmentVariable("QUANTUM_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(file, text);

        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }
}
