namespace QuantumTrader.Dashboards.Building;

/// <summary>Units by their names in Grafana.</summary>
public static class Units
{
    /// <summary>A count or a state, shown as it is.</summary>
    public const string Number = "none";

    /// <summary>A count that may grow large: 12 K.</summary>
    public const string Short = "short";

    /// <summary>A price or amount, with thousands marked and no digit dropped.</summary>
    public const string Price = "locale";

    public const string Usd = "currencyUSD";

    public const string Seconds = "s";

    public const string Milliseconds = "ms";

    public const string Bytes = "bytes";

    public const string BytesPerSecond = "Bps";

    public const string PerSecond = "cps";

    public const string PerMinute = "cpm";

    /// <summary>A part of one: 0.25 is 25 %.</summary>
    public const string Share = "percentunit";

    /// <summary>Profit in units of the position's own risk.</summary>
    public const string R = "suffix: R";

    /// <summary>A moment; the value is in milliseconds since 1970.</summary>
    public const string Moment = "dateTimeAsIso";
}
