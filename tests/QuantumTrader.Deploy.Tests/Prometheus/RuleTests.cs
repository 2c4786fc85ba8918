using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Prometheus;

/// <summary>Every rule is tried by promtool, both ways, and says what an operator needs.</summary>
public sealed partial class RuleTests
{
    // The one that has to fire always.
    private const string Watchdog = "Watchdog";

    public static TheoryData<string> Files => [.. RuleFiles.Paths.Select(path => Path.GetFileName(path))];

    public static TheoryData<string> CaseFiles => [.. RuleCases.Paths.Select(path => Path.GetFileName(path))];

    public static TheoryData<string> Alerts => [.. RuleFiles.Alerts.Keys];

    public static TheoryData<string> Records => [.. RuleFiles.Records.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_IsAccepted(string name) => Tool.SucceedAsync("promtool", "check", "rules", "--lint-fatal", Path.Combine(RuleFiles.Folder, name));

    [Theory]
    [MemberData(nameof(CaseFiles))]
    public Task Cases_Pass(string name) => Tool.SucceedAsync("promtool", "test", "rules", RuleCases.Paths.Single(path => Path.GetFileName(path) == name));

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_IsSeenToFireAndNotTo(string alert)
    {
        var cases = RuleCases.Alerts.Where(one => one.Alertname == alert).ToList();

        Assert.Contains(cases, one => one.ExpAlerts.Count > 0);
        if (alert != Watchdog)
            Assert.Contains(cases, one => one.ExpAlerts.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_IsSeenWithAValue(string record) => Assert.Contains(RuleCases.Expressions, one => one.Expr == record && one.ExpSamples.Count > 0);

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_SaysWhatAnOperatorNeeds(string alert)
    {
        var rule = RuleFiles.Alerts[alert];

        Assert.Contains(rule.Labels.GetValueOrDefault("severity"), alert == Watchdog ? ["none"] : (string?[])["critical", "warning", "info"]);
        Assert.All(["summary", "description", "runbook_url"], name => Assert.False(string.IsNullOrWhiteSpace(rule.Annotations.GetValueOrDefault(name)), $"no {name}"));
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void LabelsInTexts_AreThoseThatTheAlertHas(string alert)
    {
        var named = RuleFiles.Alerts[alert].Annotations.Values.SelectMany(text => NamedLabel().Matches(text)).Select(match => match.Groups["label"].Value).ToHashSet();

        Assert.All(
            RuleCases.Alerts.Where(one => one.Alertname == alert).SelectMany(one => one.ExpAlerts), fired => Assert.Empty(named.Except(fired.ExpLabels.Keys)));
    }

    [GeneratedRegex(@"\$labels\.(?<label>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedLabel();
}
