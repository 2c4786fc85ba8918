using QuantumTrader.Cli.Composition;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Cli.Tests.Deploy;

public sealed class UnitFileTests
{
    public static TheoryData<string> Stages => [.. StageNames.All];

    [Theory]
    [MemberData(nameof(Stages))]
    public Task EveryStage_HasItsUnit(string stage) =>
        DeployedFile.AssertAsync(UnitText.Service(stage, Catalogue.Create().FindSection(stage)!), "systemd", $"{Services.ByStage[stage]}.service");

    [Fact]
    public async Task NothingElseIsThere()
    {
        await DeployedFile.AssertAsync(UnitText.Target(), "systemd", "quantum.target");

        Assert.Equal(
            Services.ByStage.Values.Select(name => name + ".service").Append("quantum.target").Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(SourceRoot.Path, "deploy", "systemd")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(StageNames.All.Order(StringComparer.Ordinal), Services.ByStage.Keys.Order(StringComparer.Ordinal));
    }
}
