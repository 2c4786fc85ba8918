namespace QuantumTrader.Deploy.Tests.Prometheus;

/// <summary>The rules that are deployed, as they stand in deploy/prometheus/rules.</summary>
internal static class RuleFiles
{
    public static string Folder { get; } = Path.Combine(SourceTree.Deploy, "prometheus", "rules");

    public static IReadOnlyList<string> Paths { get; } = [.. Directory.GetFiles(Folder, "*.yml").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Rule> All { get; } = [.. Paths.SelectMany(path => Yaml.Read<RuleFile>(path).Groups).SelectMany(group => group.Rules)];

    public static IReadOnlyDictionary<string, Rule> Alerts { get; } = All.Where(rule => rule.Alert is not null).ToDictionary(rule => rule.Alert!);

    public static IReadOnlyDictionary<string, Rule> Records { get; } = All.Where(rule => rule.Record is not null).ToDictionary(rule => rule.Record!);

    internal sealed class RuleFile
    {
        public List<Group> Groups { get; init; } = [];
    }

    internal sealed class Group
    {
        public string Name { get; init; } = "";

        public string? Interval { get; init; }

        public List<Rule> Rules { get; init; } = [];
    }

    internal sealed class Rule
    {
        public string? Alert { get; init; }

        public string? Record { get; init; }

        public string Expr { get; init; } = "";

        public string? For { get; init; }

        public Dictionary<string, string> Labels { get; init; } = [];

        public Dictionary<string, string> Annotations { get; init; } = [];

        public override string ToString() => Alert ?? Record ?? "a rule without a name";
    }
}
