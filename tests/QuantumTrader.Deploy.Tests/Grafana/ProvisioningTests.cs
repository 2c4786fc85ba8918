using QuantumTrader.Dashboards;
using YamlDotNet.RepresentationModel;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>The files that Grafana reads at its start.</summary>
public sealed class ProvisioningTests
{
    [Fact]
    public void DataSource_IsThePrometheusOfTheContract_AndTheFirstChoiceOfTheBoards()
    {
        var source = Only("datasources");
        Assert.Equal("prometheus", Text(source, "type"));
        Assert.Equal("http://127.0.0.1:9091", Text(source, "url"));
        Assert.Equal(Names.DataSourceUid, Text(source, "uid"));
        Assert.All(BoardFile.All, board => Assert.Equal(
            (Text(source, "uid"), Text(source, "name")),
            (board.Variables.First()["current"]!["value"]!.GetValue<string>(), board.Variables.First()["current"]!["text"]!.GetValue<string>())));
    }

    [Fact]
    public void Boards_ComeFromFiles_IntoTheirFolder()
    {
        var provider = Only("dashboards");
        Assert.Equal("file", Text(provider, "type"));
        Assert.Equal("Quantum Trader", Text(provider, "folder"));
        Assert.Equal("false", Text(provider, "allowUiUpdates"));
        Assert.StartsWith("/", Text((YamlMappingNode)provider["options"], "path"), StringComparison.Ordinal);
    }

    /// <summary>Grafana refuses a folder and a board with one uid.</summary>
    [Fact]
    public void Folder_HasAUidOfItsOwn() => Assert.DoesNotContain(Text(Only("dashboards"), "folderUid"), BoardFile.All.Select(board => board.Uid));

    private static YamlMappingNode Only(string kind)
    {
        var path = Path.Combine(SourceTree.Deploy, "grafana", "provisioning", kind, "quantum-trader.yml");
        var yaml = new YamlStream();
        using var reader = File.OpenText(path);
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        Assert.Equal("1", Text(root, "apiVersion"));
        return (YamlMappingNode)Assert.Single((YamlSequenceNode)root[kind == "datasources" ? "datasources" : "providers"]);
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;
}
