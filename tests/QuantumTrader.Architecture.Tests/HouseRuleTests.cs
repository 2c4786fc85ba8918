using System.Xml.Linq;
using QuantumTrader.Cli.Proof.OrderPath;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Architecture.Tests;

public sealed class HouseRuleTests
{
    private const int MostLines = 250;

    // Path from the root -> why it may be longer.
    private static readonly Dictionary<string, string> LongFiles = [];

    public static TheoryData<string> Stages => [.. StageNames.InOrder];

    public static TheoryData<string> Projects => [.. Repository.SourceProjects.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void SourceFile_HasAtMost250Lines()
    {
        var found = Repository.SourceFiles
            .Select(path => (Path: Repository.Relative(path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > MostLines)
            .ToList();

        Assert.NotEmpty(Repository.SourceFiles);
        Assert.DoesNotContain(found, file => !LongFiles.ContainsKey(file.Path));
        Assert.Empty(LongFiles.Keys.Except(found.Select(file => file.Path)));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Stage_HasItsFolderWithOptionsAndStage(string name)
    {
        var stage = string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var folder = Path.Combine(Repository.Root, "src", "QuantumTrader.Pipeline", stage);

        Assert.True(File.Exists(Path.Combine(folder, stage + "Options.cs")), $"{stage}Options.cs");
        Assert.True(File.Exists(Path.Combine(folder, stage + "Stage.cs")), $"{stage}Stage.cs");
        var type = typeof(IStage).Assembly.GetType($"QuantumTrader.Pipeline.{stage}.{stage}Stage");
        Assert.NotNull(type);
        Assert.True(type.IsAssignableTo(typeof(IStage)));
        Assert.NotNull(typeof(IStage).Assembly.GetType($"QuantumTrader.Pipeline.{stage}.{stage}Options"));
    }

    [Fact]
    public void EveryStage_HasAName()
    {
        // What the hosts wrap around a stage is a stage too, and has that stage's name.
        var stages = typeof(IStage).Assembly.GetTypes().Where(type =>
            type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStage)) && type.Namespace != typeof(IStage).Namespace);

        Assert.Equal(StageNames.InOrder.Count, stages.Count());
    }

    // The analyser refuses what the list names while it compiles.
    [Theory]
    [MemberData(nameof(Projects))]
    public void BannedSymbols_AreWiredIntoTheProject(string project)
    {
        var source = Path.Combine(Repository.Root, "src");
        var shared = XDocument.Load(Path.Combine(source, "Directory.Build.props"));
        Assert.Contains(shared.Descendants("PackageReference"), one => one.Attribute("Include")?.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(shared.Descendants("AdditionalFiles"), one => one.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));

        // Nothing between the project and the shared file cuts it off or takes it back.
        var folder = Path.GetDirectoryName(Repository.SourceProjects[project])!;
        Assert.Equal(source, Path.GetDirectoryName(folder));
        Assert.False(File.Exists(Path.Combine(folder, "Directory.Build.props")));
        var text = File.ReadAllText(Repository.SourceProjects[project]);
        Assert.DoesNotContain("RS0030", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Remove=", text, StringComparison.Ordinal);
    }

    // And here is what came out of the compiler: no code but the composition root, which chooses the clock, uses them.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_UsesNoBannedSymbol(string project)
    {
        var banned = BannedSymbols.Read();
        var found = banned.FoundIn(AssemblyMap.OfProject(project));

        if (project == "QuantumTrader.Cli")
            Assert.NotEmpty(found);
        else
            Assert.Empty(found);
    }
}
