using System.Diagnostics;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Bench;

/// <summary>Runs each stage in a process of its own on one Redis, and ends those processes again.</summary>
internal sealed class StageProcesses : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly List<Process> _running = [];

    public static async Task<StageProcesses> StartAsync(
        IReadOnlyList<string> stages, string redis, IReadOnlyList<string> settings, IStateStore store, TimeProvider time, CancellationToken cancellation)
    {
        var processes = new StageProcesses();
        try
        {
            foreach (var stage in stages)
            {
                string[] arguments = ["run", stage, "--redis", redis, .. settings.SelectMany(setting => new[] { "--set", setting }), "--set", "LOG_LEVEL=error", "--set", "METRICS_PORT=0"];
                processes._running.Add(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { UseShellExecute = false })!);
            }

            await processes.UntilStartedAsync(stages, store, time, cancellation);
            return processes;
        }
        catch
        {
            await processes.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private async Task UntilStartedAsync(IReadOnlyList<string> stages, IStateStore store, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        foreach (var stage in stages)
        {
            while ((await store.GetTextAsync(Keys.StageLease(stage), cancellation)).Value is null)
            {
                if (_running.Find(process => process.HasExited) is { } ended)
                    throw new BenchException($"a stage ended with exit code {ended.ExitCode} before it had started");
                if (time.GetElapsedTime(started) > StartPatience)
                    throw new BenchException($"{stage} has not started within {StartPatience.TotalSeconds} s");
                await Task.Delay(Pause, cancellation);
            }
        }

        // The lease is taken before the groups are made.
        await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
    }
}
