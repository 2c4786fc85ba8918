using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Prometheus;

/// <summary>
/// Which series and labels an expression names. No parser: promtool says whether an expression is one. What is left when strings, durations and
/// numbers are taken out, and is no function and no keyword, is the name of a series.
/// </summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase) { "and", "or", "unless", "bool", "offset", "atan2", "inf", "nan" };

    // Aggregations may carry their labels before the brackets that make others functions: sum by (x) (...).
    private static readonly HashSet<string> Aggregations = new(StringComparer.OrdinalIgnoreCase)
    {
        "sum", "min", "max", "avg", "count", "group", "stddev", "stdvar", "topk", "bottomk", "quantile", "count_values",
    };

    public static Names Read(string expression)
    {
        var (series, labels) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (Match part in Parts().Matches(expression))
        {
            if (part.Groups["list"].Success)
                labels.UnionWith(Word().Matches(part.Groups["list"].Value).Select(word => word.Value));
            else if (part.Groups["matchers"].Success)
                labels.UnionWith(Matcher().Matches(part.Groups["matchers"].Value).Select(word => word.Groups["label"].Value).Where(label => label.Length > 0));
            else if (part.Groups["name"].Success && !Keywords.Contains(part.Value) && !Aggregations.Contains(part.Value))
                series.Add(part.Value);
        }

        labels.Remove("__name__");
        return new Names(series, labels);
    }

    [GeneratedRegex(
        """
        (?<skip> \#[^\n]* | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | `[^`]*` | \[[^\]]*\] | \b[0-9][0-9a-zA-Z.]* )
        | \b(?:by|without|on|ignoring|group_left|group_right)\s*\((?<list>[^)]*)\)
        | \{(?<matchers>(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^}"'])*)\}
        | (?<function>[a-zA-Z_][a-zA-Z0-9_]*(?=\s*\())
        | (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();

    // A string is taken whole, so that nothing in it looks like a matcher.
    [GeneratedRegex("""
        "(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?<label>[a-zA-Z_][a-zA-Z0-9_]*)\s*(?:=~|!~|!=|=)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Matcher();

    [GeneratedRegex("[a-zA-Z_][a-zA-Z0-9_]*", RegexOptions.None, 1000)]
    private static partial Regex Word();

    internal sealed record Names(IReadOnlySet<string> Series, IReadOnlySet<string> Labels);
}
