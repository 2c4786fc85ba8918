using System.Diagnostics;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>Ends a test in which nothing moves any more. No test measures time with it.</summary>
internal sealed class Patience
{
    // Covers a busy machine; who needs longer hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Stopwatch _idle = Stopwatch.StartNew();
    private string _progress = "";

    /// <param name="busy">Who has work to do.</param>
    /// <param name="steps">How much has happened so far.</param>
    /// <exception cref="TimeoutException">It has been the same for too long.</exception>
    public void Look(IReadOnlyList<string> busy, int steps, Func<string> errors)
    {
        var progress = $"{string.Join(", ", busy)} after {steps}";
        if (progress != _progress || busy.Count == 0)
            _idle.Restart();
        _progress = progress;
        if (_idle.Elapsed > Limit)
            throw new TimeoutException($"nothing moves: {progress}\n{errors()}");
    }
}
