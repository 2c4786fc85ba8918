namespace QuantumTrader.Dashboards.Building;

/// <summary>How a time series is drawn.</summary>
public enum Drawing
{
    Lines,

    /// <summary>Values that hold until the next one, such as prices of resting orders.</summary>
    Steps,

    /// <summary>Counts in each interval.</summary>
    Bars,

    /// <summary>Lines upon each other, whose sum has a meaning.</summary>
    Stacked,
}
