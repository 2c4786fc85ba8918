using System.ComponentModel;
using System.Diagnostics;

namespace QuantumTrader.Deploy.Tests;

/// <summary>Runs a program to its end, as an operator would, and keeps what it said.</summary>
internal static class Tool
{
    // Fetching packages takes the longest.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Runs it from the root of the file system, so that a path that only works from the repository is found out.</summary>
    public static Task<Outcome> RunAsync(string program, params string[] arguments) => RunInAsync("/", program, arguments);

    /// <summary>Null when there is no such program.</summary>
    public static async Task<Outcome?> TryInAsync(string folder, string program, params string[] arguments)
    {
        try
        {
            return await RunInAsync(folder, program, arguments);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<Outcome> RunInAsync(string folder, string program, string[] arguments)
    {
        using var limit = new CancellationTokenSource(Longest);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Outcome(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Runs it and fails with all that it said unless it ended well.</summary>
    public static async Task<string> SucceedAsync(string program, params string[] arguments)
    {
        var outcome = await RunAsync(program, arguments);
        Assert.True(outcome.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {outcome.ExitCode}:\n{outcome.Output}{outcome.Errors}");
        return outcome.Output;
    }

    internal sealed record Outcome(int ExitCode, string Output, string Errors)
    {
        public string All => Output + Errors;
    }
}
