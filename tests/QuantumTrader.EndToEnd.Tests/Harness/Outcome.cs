using System.Text.Json;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>What a program said and how it ended.</summary>
public sealed record Outcome(int ExitCode, string Output, string Errors)
{
    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Ended with the code, and with nothing on standard output.</summary>
    public void AssertRefused(int code, params string[] lines)
    {
        Assert.Equal(lines, ErrorLines);
        Assert.Empty(Output);
        Assert.Equal(code, ExitCode);
    }

    public Outcome AssertDone()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Errors}\n{Output}");
        return this;
    }
}
