using System.Diagnostics;
using System.Globalization;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>
/// Processes of one stage, one after the other: each dies at a boundary of its own, and the next one, which stands by already, takes over. The last is an ordinary one.
/// </summary>
internal sealed class StageChain(string stage, IEnumerable<Boundary> boundaries, string[] settings) : IAsyncDisposable
{
    // As short as a busy machine allows: each death is followed by as long a wait.
    private const string LeaseSec = "1";

    private const int Killed = 128 + 9;

    // One works and one stands by.
    private const int AtOnce = 2;

    // Under load a process may lose its lease to the next one and end without having come to its boundary.
    private const int MostTries = 10;

    private readonly Queue<(Boundary Boundary, int Tries)> _coming = new(boundaries.Select(boundary => (boundary, 1)));
    private readonly List<(RunningProgram Process, Boundary Boundary, int Tries)> _armed = [];
    private RunningProgram? _ordinary;

    /// <summary>Where processes have died, in order.</summary>
    public List<Boundary> Deaths { get; } = [];

    /// <summary>Everyone has died who was to die.</summary>
    public bool IsOver => _coming.Count == 0 && _armed.Count == 0;

    public string Errors => string.Join('\n', _armed.Select(one => one.Process.Errors).Append(_ordinary?.Errors));

    public async Task TendAsync()
    {
        foreach (var one in _armed.Where(one => !one.Process.IsAlive).ToList())
        {
            _armed.Remove(one);
            var outcome = await one.Process.EndAsync(TimeSpan.FromSeconds(10));
            await one.Process.DisposeAsync();
            if (outcome.ExitCode == Killed)
                Deaths.Add(one.Boundary);
            else if (one.Tries < MostTries)
                _coming.Enqueue((one.Boundary, one.Tries + 1));
            else
                throw new InvalidOperationException($"{stage}, to die {one.Boundary}: exit code {outcome.ExitCode}\n{outcome.Errors}");
        }

        while (_armed.Count < AtOnce && _coming.TryDequeue(out var next))
            _armed.Add((Start(Host("QuantumTrader.StageHost"), [stage, next.Boundary.When, next.Boundary.Kind, next.Boundary.Occurrence.ToString(CultureInfo.InvariantCulture), .. settings, "STAGE_LEASE_SEC=" + LeaseSec]), next.Boundary, next.Tries));

        // Only now: it would stand by beside the last of them, and either could be the one that takes over.
        if (IsOver && _ordinary is null)
            _ordinary = Ordinary(stage, settings);
        if (_ordinary is { IsAlive: false })
            throw new InvalidOperationException($"{stage}: the ordinary process has ended\n{_ordinary.Errors}");
    }

    /// <summary><c>quantum run</c> of all stages but these, which nobody else wants to run.</summary>
    public static RunningProgram Others(IEnumerable<string> stages, string[] settings) =>
        Ordinary(string.Join(',', StageNames.InOrder.Where(name => name != StageNames.Feed).Except(stages)), settings, "60");

    /// <summary><c>quantum run STAGES</c>.</summary>
    public static RunningProgram Ordinary(string stages, string[] settings, string leaseSec = LeaseSec) =>
        Start(Host("quantum"), ["run", stages, .. settings.Append("METRICS_PORT=0").Append("STAGE_LEASE_SEC=" + leaseSec).SelectMany(setting => new[] { "--set", setting })]);

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _, _) in _armed)
            await process.DisposeAsync();
        if (_ordinary is not null)
            await _ordinary.DisposeAsync();
    }

    private static string Host(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static RunningProgram Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        return new RunningProgram(Process.Start(start)!, string.Join(' ', arguments.Take(4)));
    }
}
