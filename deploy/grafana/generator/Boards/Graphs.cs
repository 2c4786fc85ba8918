using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Time series of the usual size, three to a line, and the expressions that many of them use.</summary>
internal static class Graphs
{
    public const int Width = 8;

    public const int Height = 7;

    public static TimeSeriesPanel Lines(string title, string description, string unit, params Query[] queries) => new(title, description)
    {
        Width = Width,
        Height = Height,
        Unit = unit,
        Min = 0,
        Queries = queries,
    };

    /// <summary>Events of each interval, stacked by one label.</summary>
    public static TimeSeriesPanel Counts(string title, string description, string metric, string label) =>
        Counts(title, description, Query.Over(Increase(metric, label), "{{" + label + "}}"));

    public static TimeSeriesPanel Counts(string title, string description, params Query[] queries) =>
        Lines(title, description, Units.Short, queries) with { Drawing = Drawing.Bars };

    public static string Increase(string metric, string label, string? selector = null) =>
        $"sum by ({label}) (increase({metric}{Braces(selector)}[$__rate_interval]))";

    /// <summary>The events of a counter without labels.</summary>
    public static Query Total(string metric, string legend) => Query.Over($"sum(increase({metric}[$__rate_interval]))", legend);

    /// <summary>Half and 99 of 100 of what a histogram saw.</summary>
    public static Query[] Quantiles(string histogram, string? selector = null) =>
        [Quantile("0.5", "p50", histogram, selector), Quantile("0.99", "p99", histogram, selector)];

    /// <summary>Age of a moment that a metric holds, by one label; a moment that never came has none.</summary>
    public static Query Age(string metric, string label, string legend, string? selector = null) =>
        Query.Over($"time() - (max by ({label}) ({metric}{Braces(selector)}) > 0)", legend);

    /// <summary>Selects a stream by its name with or without the common prefix of the keys.</summary>
    public static string Stream(string name) => $"stream=~\"(quantum:stream:)?{name}\"";

    private static Query Quantile(string share, string legend, string histogram, string? selector) =>
        Query.Over($"histogram_quantile({share}, sum by (le) (rate({histogram}_bucket{Braces(selector)}[$__rate_interval])))", legend);

    private static string Braces(string? selector) => selector is null ? "" : "{" + selector + "}";
}
