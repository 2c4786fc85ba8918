namespace QuantumTrader.Dashboards.Building;

/// <summary>Panels under a heading; a section without a title has none.</summary>
public sealed record Section(string? Title, params IReadOnlyList<Panel> Panels)
{
    /// <summary>Closed until somebody opens it: its queries are not sent before.</summary>
    public bool Closed { get; init; }
}
