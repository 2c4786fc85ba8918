using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Prometheus;

/// <summary>An alert on a series that nobody exports never fires, and nobody notices.</summary>
public sealed partial class RuleNamesTests
{
    public static TheoryData<string> Rules => [.. RuleFiles.All.Select(rule => rule.ToString())];

    [Theory]
    [MemberData(nameof(Rules))]
    public void EverySeries_IsExportedOrRecorded(string rule) => Assert.All(Named(rule).Series, series => Assert.True(SeriesNames.Exists(series), $"nobody exports {series}"));

    [Theory]
    [MemberData(nameof(Rules))]
    public void EveryLabel_BelongsToASeriesOfTheExpression(string rule)
    {
        var names = Named(rule);

        Assert.Empty(names.Labels.Except(SeriesNames.LabelsOf(names.Series)));
    }

    [Fact]
    public void RecordedNames_SayLevelMetricAndOperations() => Assert.All(RuleFiles.Records.Keys, name => Assert.Matches(RecordName(), name));

    private static PromQl.Names Named(string rule) => PromQl.Read(RuleFiles.All.Single(one => one.ToString() == rule).Expr);

    [GeneratedRegex("^[a-z_]+:[a-z0-9_]+:[a-z0-9_]+$", RegexOptions.None, 1000)]
    private static partial Regex RecordName();
}
