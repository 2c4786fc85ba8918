using System.Collections.Concurrent;
using System.Diagnostics;

namespace QuantumTrader.Benchmarks.Soak;

/// <summary><c>quantum run STAGES</c> under a soak. What it logs is kept: it has only to log what is wrong.</summary>
internal sealed class SoakProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    public SoakProcess(string program, string stages, IEnumerable<string> settings)
    {
        Stages = stages;
        var start = new ProcessStartInfo(program, ["run", stages, .. settings.SelectMany(setting => new[] { "--set", setting })])
        {
            UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public string Stages { get; }

    public IReadOnlyList<string> Complaints =>
        [.. _said.Select(line => $"{Stages}: {line}"), .. _process.HasExited ? [$"{Stages}: ended with {_process.ExitCode}"] : (string[])[]];

    public long ResidentBytes()
    {
        _process.Refresh();
        return _process.HasExited ? 0 : _process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (!string.IsNullOrEmpty(line))
            _said.Enqueue(line);
    }
}
