namespace QuantumTrader.Dashboards.Building;

/// <summary>Colours by their names in Grafana's palette, so that they follow the theme.</summary>
public static class Colours
{
    public const string Good = "green";

    public const string Warning = "yellow";

    public const string Bad = "red";

    /// <summary>Worse than bad: the critical step above a red one.</summary>
    public const string Worst = "dark-red";

    /// <summary>A figure that is neither good nor bad.</summary>
    public const string Plain = "blue";

    /// <summary>Nothing there.</summary>
    public const string Quiet = "transparent";
}
