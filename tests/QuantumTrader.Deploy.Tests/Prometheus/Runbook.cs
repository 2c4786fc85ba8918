using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Prometheus;

/// <summary>docs/runbook.md: its headings with their anchors, and what it tells an operator to type.</summary>
internal static partial class Runbook
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(SourceTree.Docs, "runbook.md"));

    /// <summary>Headings of the third level: one for each alert.</summary>
    public static IReadOnlyList<string> Alerts { get; } = [.. Lines.Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..].Trim())];

    /// <summary>All anchors, made of the headings as a Markdown renderer makes them.</summary>
    public static IReadOnlySet<string> Anchors { get; } = Lines
        .Where(line => Heading().IsMatch(line))
        .Select(line => NotInAnchor().Replace(Heading().Replace(line, "").Trim().ToLowerInvariant(), "").Replace(' ', '-'))
        .ToHashSet();

    /// <summary>Links within the page.</summary>
    public static IReadOnlyList<string> Links { get; } =
        [.. Lines.SelectMany(line => InnerLink().Matches(line)).Select(match => match.Groups["anchor"].Value)];

    /// <summary>One expression a line of the blocks that say promql.</summary>
    public static IReadOnlyList<string> Expressions { get; } = [.. Block("promql")];

    /// <summary>The verbs of all <c>./quantum VERB</c>, in blocks and in the text.</summary>
    public static IReadOnlyList<string> Verbs { get; } = [.. Lines.SelectMany(line => Call().Matches(line)).Select(match => match.Groups["verb"].Value).Distinct()];

    private static IEnumerable<string> Block(string kind)
    {
        var inside = false;
        foreach (var line in Lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = line == $"```{kind}";
            else if (inside && line.Length > 0)
                yield return line;
        }
    }

    [GeneratedRegex("^#+ ", RegexOptions.None, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9 _-]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"\]\(#(?<anchor>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InnerLink();

    [GeneratedRegex(@"\./quantum (?<verb>[a-z-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();
}
