namespace QuantumTrader.Pipeline.Hosting;

/// <summary>Outcome of one cycle.</summary>
/// <param name="Published">Symbols that were written.</param>
/// <param name="Idle">Symbols with nothing to write: no position, or nothing changed enough.</param>
/// <param name="Failures">One line for each symbol that should have been written and could not.</param>
public sealed record CycleReport(int Published, int Idle, IReadOnlyList<string> Failures)
{
    public static CycleReport Empty { get; } = new(0, 0, []);
}
