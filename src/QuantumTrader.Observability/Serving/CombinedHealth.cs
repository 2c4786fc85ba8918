namespace QuantumTrader.Observability.Serving;

/// <summary>The health of several: well when all are.</summary>
public sealed class CombinedHealth(IReadOnlyList<IHealth> parts) : IHealth
{
    public string? Problem() => Join(parts.Select(part => part.Problem()));

    public string? NotReady() => Join(parts.Select(part => part.NotReady()));

    private static string? Join(IEnumerable<string?> problems) => string.Join("; ", problems.Where(problem => problem is not null)) is { Length: > 0 } all ? all : null;
}
