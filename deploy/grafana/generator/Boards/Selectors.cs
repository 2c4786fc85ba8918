namespace QuantumTrader.Dashboards.Boards;

/// <summary>Pieces of expressions that several panels use.</summary>
internal static class Selectors
{
    /// <summary>Every scrape target of the system.</summary>
    public const string Up = "up{component=\"quantum-trader\"}";

    /// <summary>Inside the braces of <c>ALERTS</c>.</summary>
    public const string IsFiring = "alertstate=\"firing\", alertname!=\"Watchdog\"";

    /// <summary>1 while rules are evaluated at all.</summary>
    public const string Watchdog = "count(ALERTS{alertstate=\"firing\", alertname=\"Watchdog\"})";
}
