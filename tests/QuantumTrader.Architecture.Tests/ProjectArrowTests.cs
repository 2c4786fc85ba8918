using System.Xml.Linq;
using QuantumTrader.Cli.Proof.OrderPath;

namespace QuantumTrader.Architecture.Tests;

/// <summary>Who may know whom: <c>Cli -> Operator, Observability, Pipeline -> Exchanges, Messaging -> Domain</c>.</summary>
public sealed class ProjectArrowTests
{
    // What a project may refer to. Observability has the exporters and Operator the notifier, which are stages that only read (decision 0007 on metrics); no other stage knows either.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["QuantumTrader.Domain"] = [],
        ["QuantumTrader.Messaging"] = ["QuantumTrader.Domain"],
        ["QuantumTrader.Exchanges"] = ["QuantumTrader.Domain"],
        ["QuantumTrader.Pipeline"] = ["QuantumTrader.Domain", "QuantumTrader.Messaging", "QuantumTrader.Exchanges"],
        ["QuantumTrader.Observability"] = ["QuantumTrader.Domain", "QuantumTrader.Messaging", "QuantumTrader.Pipeline"],
        ["QuantumTrader.Operator"] = ["QuantumTrader.Domain", "QuantumTrader.Messaging", "QuantumTrader.Pipeline"],
        ["QuantumTrader.Cli"] =
        [
            "QuantumTrader.Domain", "QuantumTrader.Messaging", "QuantumTrader.Exchanges", "QuantumTrader.Pipeline", "QuantumTrader.Observability",
            "QuantumTrader.Operator",
        ],
    };

    public static TheoryData<string> Projects => [.. Repository.SourceProjects.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void EverySourceProject_HasItsPlaceInTheHouse() => Assert.Empty(Repository.SourceProjects.Keys.Except(Allowed.Keys));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_NamesOnlyWhatItMayKnow(string project)
    {
        var named = XDocument.Load(Repository.SourceProjects[project]).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(named.Except(Allowed[project]));
    }

    // What the compiler found, whatever the project files say.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_RefersOnlyToWhatItMayKnow(string project)
    {
        var ours = AssemblyMap.OfProject(project).AssemblyNames
            .Where(name => name == "quantum" || name.StartsWith("QuantumTrader.", StringComparison.Ordinal));

        Assert.Empty(ours.Except(Allowed[project]));
    }

    [Fact]
    public void Arrows_AreThoseOfTheDrawing()
    {
        string[] Named(string project) => [.. XDocument.Load(Repository.SourceProjects[project]).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))!)
            .Order(StringComparer.Ordinal)];

        Assert.Empty(Named("QuantumTrader.Domain"));
        Assert.Equal(["QuantumTrader.Domain"], Named("QuantumTrader.Messaging"));
        Assert.Equal(["QuantumTrader.Domain"], Named("QuantumTrader.Exchanges"));
        Assert.Equal(["QuantumTrader.Exchanges", "QuantumTrader.Messaging"], Named("QuantumTrader.Pipeline"));
        Assert.Contains("QuantumTrader.Pipeline", Named("QuantumTrader.Cli"));
    }

    [Fact]
    public void Domain_RefersToTheFrameworkOnly_AndDoesNoInputOrOutput()
    {
        var domain = AssemblyMap.OfProject("QuantumTrader.Domain");

        Assert.All(domain.AssemblyNames, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.DoesNotContain(domain.ForeignTypes, type => DoesInputOrOutput(type));
        Assert.Empty(XDocument.Load(Repository.SourceProjects["QuantumTrader.Domain"]).Descendants("PackageReference"));
    }

    [Fact]
    public void InputAndOutput_IsFoundWhereItIs() =>
        Assert.Contains(AssemblyMap.OfProject("QuantumTrader.Messaging").ForeignTypes, type => DoesInputOrOutput(type));

    private static bool DoesInputOrOutput(string type) => type == "System.Console"
        || AssemblyMap.IsWithin(type, "System.IO") || AssemblyMap.IsWithin(type, "System.Net") || AssemblyMap.IsWithin(type, "StackExchange.Redis");
}
