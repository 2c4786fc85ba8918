using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>Labels that are left in the result of an expression of the tables: those of its first grouping, without the bounds of a histogram.</summary>
internal static partial class PromQlGrouping
{
    public static IEnumerable<string> LabelsOf(string expression) =>
        First().Match(expression).Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(label => label != "le");

    [GeneratedRegex(@"\bby \((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex First();
}
