using System.Diagnostics;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>Starts the built program as a user does: a process of its own, with arguments. Settings of the surroundings do not reach it.</summary>
public static class Quantum
{
    // Covers a busy machine; a run that needs longer hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static readonly string[] Inherited = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];

    public static string Root => SourceRoot.Path;

    public static string Program { get; } = Path.Combine(Root, "src", "QuantumTrader.Cli", "bin", "Release", "net10.0", "quantum");

    public static Task<Outcome> RunAsync(params string[] arguments) => RunAsync(Program, arguments);

    public static async Task<Outcome> RunAsync(string program, string[] arguments, string? input = null, string? directory = null, params (string Name, string Value)[] environment)
    {
        await using var process = Start(program, arguments, directory, environment);
        if (input is not null)
            await process.SayAsync(input);
        return await process.EndAsync(Limit);
    }

    public static RunningProgram Start(params string[] arguments) => Start(Program, arguments);

    public static RunningProgram Start(string program, string[] arguments, string? directory = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Root,
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }

        // Tests run side by side, and the documented ports are there once; who looks at metrics names a port.
        if (arguments.FirstOrDefault() == "run")
            start.Environment["METRICS_PORT"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new RunningProgram(Process.Start(start)!, string.Join(' ', arguments));
    }
}
