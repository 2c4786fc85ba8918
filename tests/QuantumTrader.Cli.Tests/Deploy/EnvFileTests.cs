using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Cli.Tests.Deploy;

/// <summary>The environment files of the services. That of the harvest brain is written by hand and has tests of its own.</summary>
public sealed class EnvFileTests
{
    public static TheoryData<string> Stages => [.. StageNames.All.Where(stage => stage != StageNames.HarvestBrain)];

    [Theory]
    [MemberData(nameof(Stages))]
    public Task EveryService_HasItsFile(string stage) => DeployedFile.AssertAsync(EnvText.Of(stage, Catalogue.Create()), "env", $"{stage}.env");

    [Fact]
    public void NothingElseIsThere() => Assert.Equal(
        StageNames.All.Select(stage => stage + ".env").Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(SourceRoot.Path, "deploy", "env")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Stages))]
    public void Values_AreAccepted(string stage)
    {
        var made = File.ReadAllLines(Path.Combine(SourceRoot.Path, "deploy", "env", $"{stage}.env")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('=', 2));

        var binder = new SettingsSources(File: null, [], made.ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal)).Bind(Catalogue.Create());

        Assert.Empty(binder.Faults);
        var system = binder.Bind<SystemOptions>();
        Assert.Equal("redis://127.0.0.1:6379/0", EngineFactory.RedisOf(system)!.ToString());
        Assert.Equal(30, system.RedisStartWaitSeconds);
    }
}
