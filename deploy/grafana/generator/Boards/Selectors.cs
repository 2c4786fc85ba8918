namespace QuantumTrader.Dashboards.Boards;

/// <summary>Pieces of expressions that several panels use.</summary>
internal static class Selectors
{
    /// <summary>Every scrape target of the system.</summary>
    public const string Up = "up{component=\"quantum-trader\"}";

    /// <summary>1 or 0 for each service: the best of its processes, since one may stand by for another.</summary>
    public const string ServiceUp = "max by (service) (" + Up + ")";

    /// <summary>Inside the braces of <c>ALERTS</c>.</summary>
    public const string IsFiring = "alertstate=\"firing\", alertname!=\"Watchdog\"";

    /// <summary>The alerts that fire, with a label <c>about</c> that says what they are about: which labels say it differs from alert to alert.</summary>
    public const string FiringWithSubject =
        "label_join(ALERTS{" + IsFiring + "}, \"about\", \" \", \"stage\", \"service\", \"stream\", \"group\", \"scope\", \"reason\")";

    /// <summary>1 while rules are evaluated at all.</summary>
    public const string Watchdog = "count(ALERTS{alertstate=\"firing\", alertname=\"Watchdog\"})";
}
