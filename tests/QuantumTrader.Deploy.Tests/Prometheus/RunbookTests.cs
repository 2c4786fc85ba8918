namespace QuantumTrader.Deploy.Tests.Prometheus;

/// <summary>Whoever is woken finds the page of the alert, and what the page says can be typed.</summary>
public sealed class RunbookTests
{
    private const string Page = "docs/runbook.md#";

    public static TheoryData<string> Expressions => [.. Runbook.Expressions.Distinct()];

    [Fact]
    public void EveryAlert_HasAHeadingAndEveryHeadingAnAlert() => Assert.Equal(RuleFiles.Alerts.Keys.Order(), Runbook.Alerts.Order());

    [Fact]
    public void EveryAlert_LinksToItsHeading() => Assert.All(RuleFiles.Alerts, alert =>
    {
        var link = alert.Value.Annotations["runbook_url"];

        Assert.StartsWith(Page, link);
        Assert.Contains(link[Page.Length..], Runbook.Anchors);
        Assert.Equal(alert.Key, link[Page.Length..], ignoreCase: true);
    });

    [Fact]
    public void LinksWithinThePage_LeadSomewhere()
    {
        Assert.NotEmpty(Runbook.Links);
        Assert.Empty(Runbook.Links.Except(Runbook.Anchors));
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Expression_NamesWhatExists(string expression)
    {
        var names = PromQl.Read(expression);

        Assert.All(names.Series, series => Assert.True(SeriesNames.Exists(series), $"nobody exports {series}"));
        Assert.True(names.Series.Count == 0 || !names.Labels.Except(SeriesNames.LabelsOf(names.Series)).Any(), $"no such label in {expression}");
    }

    [Fact]
    public async Task Expressions_AreAcceptedByPrometheus()
    {
        using var folder = new TempFolder();
        var rules = Runbook.Expressions.Distinct().Select((expression, i) =>
            $"  - record: runbook:expression_{i}:value\n    expr: '{expression.Replace("'", "''", StringComparison.Ordinal)}'\n");
        var file = folder.Write("rules.yml", $"groups:\n- name: runbook\n  rules:\n{string.Concat(rules)}");

        await Tool.SucceedAsync("promtool", "check", "rules", file);
    }

    [Fact]
    public void Verbs_AreThoseOfTheProgram()
    {
        var documented = string.Join('\n', new[] { "README.md", Path.Combine("docs", "operating.md") }.Select(name => File.ReadAllText(Path.Combine(SourceTree.Root, name))));

        Assert.NotEmpty(Runbook.Verbs);
        Assert.All(Runbook.Verbs, verb => Assert.True(
            documented.Contains($"quantum {verb}", StringComparison.Ordinal) || documented.Contains($"`{verb}`", StringComparison.Ordinal), $"nobody documents {verb}"));
    }
}
