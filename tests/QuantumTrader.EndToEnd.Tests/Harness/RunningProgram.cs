using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>A program that was started by a test. What it says is kept; it is killed when the test lets go of it.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _name;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    public RunningProgram(Process process, string name)
    {
        (_process, _name) = (process, name);
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool IsAlive => !_process.HasExited;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    public async Task SayAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input);
        _process.StandardInput.Close();
    }

    /// <summary>SIGTERM: please stop.</summary>
    public async Task<Outcome> StopAsync()
    {
        await SignalAsync("TERM");
        return await EndAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>SIGSTOP: it stands still, wherever it is.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on and has noticed nothing.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>SIGKILL: it can do nothing more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<Outcome> EndAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            // Also waits until everything that was said has been read.
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            _process.Kill();
            throw new TimeoutException($"quantum {_name} did not end within {limit}\n{Errors}\n{Output}", late);
        }

        return new Outcome(_process.ExitCode, Output, Errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
