using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>
/// Reads out of a PromQL expression which metrics it uses with which labels. It knows selectors, aggregations with <c>by</c> before or after their
/// operand, vector matching, and labels that <c>label_replace</c> and <c>label_join</c> make; whether the expression is valid at all, promtool says.
/// </summary>
internal sealed partial class PromQlReader
{
    private static readonly HashSet<string> Words = new(["and", "or", "unless", "bool", "offset", "atan2", "inf", "nan"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> LabelLists = new(["by", "without", "on", "ignoring", "group_left", "group_right"], StringComparer.Ordinal);

    private readonly List<string> _tokens;
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private int _at;

    private PromQlReader(string expression) => _tokens = [.. Token().Matches(expression).Select(match => match.Value)];

    public static IReadOnlyList<MetricUse> Read(string expression) => new PromQlReader(expression).Operands();

    private string? Current => _at < _tokens.Count ? _tokens[_at] : null;

    private string? Next => _at + 1 < _tokens.Count ? _tokens[_at + 1] : null;

    /// <summary>Reads up to the bracket that closes this level.</summary>
    private List<MetricUse> Operands()
    {
        List<MetricUse> uses = [];
        var filterFrom = int.MaxValue;
        while (Current is { } token && token != ")")
        {
            if (token is "and" or "unless")
                filterFrom = uses.Count;
            else if (token == "or")
                (uses, filterFrom) = (Marked(uses, filterFrom), int.MaxValue);

            if (token == "(")
                uses.AddRange(Parenthesised());
            else if (!IsName(token) || Words.Contains(token))
                _at++;
            else if (LabelLists.Contains(token))
                SkipLabelList();
            else if (Next is "(" or "by" or "without")
                uses.AddRange(Call());
            else
                uses.Add(Selector());
        }

        return Marked(uses, filterFrom);
    }

    private static List<MetricUse> Marked(List<MetricUse> uses, int filterFrom) =>
        [.. uses.Select((use, index) => index < filterFrom ? use : use with { IsFilter = true })];

    private List<MetricUse> Parenthesised()
    {
        _at++;
        var uses = Operands();
        _at++;
        return uses;
    }

    private List<MetricUse> Call()
    {
        var function = _tokens[_at++];
        List<string> labels = Current == "by" ? LabelList() : [];
        if (Current == "without")
            SkipLabelList();
        var start = _at;
        var uses = Parenthesised();
        if (Current == "by")
            labels = LabelList();

        if (function is "label_replace" or "label_join")
            _made.Add(FirstArgument(start));
        return [.. uses.Select(use => use.IsFilter ? use : use with { Labels = [.. use.Labels, .. labels.Except(_made)] })];
    }

    /// <summary>The first string of the call that is no value in a selector: the name of the label that is made.</summary>
    private string FirstArgument(int start)
    {
        for (var index = start; ; index++)
        {
            if (_tokens[index][0] == '"' && _tokens[index - 1] == ",")
                return _tokens[index].Trim('"');
        }
    }

    private MetricUse Selector()
    {
        var metric = _tokens[_at++];
        List<string> labels = [];
        if (Current == "{")
        {
            while (Current != "}")
            {
                if (Next is "=" or "!=" or "=~" or "!~")
                    labels.Add(_tokens[_at]);
                _at++;
            }

            _at++;
        }

        return new MetricUse(metric, labels);
    }

    private List<string> LabelList()
    {
        _at += 2;
        List<string> labels = [];
        for (; Current != ")"; _at++)
        {
            if (IsName(Current!))
                labels.Add(Current!);
        }

        _at++;
        return labels;
    }

    private void SkipLabelList() => _ = LabelList();

    private static bool IsName(string token) => char.IsLetter(token[0]) || token[0] == '_';

    /// <summary>Strings, names, numbers with their units, comparisons and single signs; a range in square brackets is one token.</summary>
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|\[[^\]]*\]|[A-Za-z_:][A-Za-z0-9_:]*|[0-9][0-9a-zA-Z.]*|=~|!~|!=|==|>=|<=|\S
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Token();
}
