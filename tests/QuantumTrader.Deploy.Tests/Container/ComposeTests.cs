using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace QuantumTrader.Deploy.Tests.Container;

/// <summary>The container files say what the units say. They are read, not built: tests need no container engine.</summary>
public sealed class ComposeTests
{
    private static readonly string[] Others = ["redis", "prometheus", "alertmanager", "grafana"];

    private static readonly Dictionary<string, object> Services = Read();

    [Fact]
    public async Task EveryUnit_IsAServiceWithItsCommandAndItsSettings()
    {
        var units = Directory.GetFiles(Path.Combine(SourceTree.Deploy, "systemd"), "*.service");
        Assert.Equal(
            units.Select(unit => Path.GetFileNameWithoutExtension(unit)!).Concat(Others).Order(StringComparer.Ordinal), Services.Keys.Order(StringComparer.Ordinal));
        foreach (var unit in units)
        {
            var service = (Dictionary<object, object>)Services[Path.GetFileNameWithoutExtension(unit)];
            var command = ((List<object>)service["command"]).Cast<string>().ToList();
            Assert.Contains($"ExecStart=/opt/quantum/current/bin/quantum {string.Join(' ', command)}", await File.ReadAllLinesAsync(unit));
            Assert.Equal($"../env/{command[1]}.env", ((List<object>)service["env_file"])[0]);
            Assert.Equal(("host", "true"), (service["network_mode"], service["read_only"]));
            Assert.Contains("redis", (List<object>)service["depends_on"]);
        }
    }

    [Theory]
    [InlineData("prometheus", "--web.listen-address=127.0.0.1:9091", "grafana/provisioning/datasources/quantum-trader.yml", "http://127.0.0.1:9091")]
    [InlineData("alertmanager", "--web.listen-address=127.0.0.1:9093", "prometheus/prometheus.yml", "127.0.0.1:9093")]
    public async Task ServersListenWhereOthersLookForThem(string service, string option, string file, string address)
    {
        Assert.Contains(option, (List<object>)((Dictionary<object, object>)Services[service])["command"]);
        Assert.Contains(address, await File.ReadAllTextAsync(Path.Combine(SourceTree.Deploy, file)), StringComparison.Ordinal);
    }

    [Fact]
    public void FilesThatAreMounted_AreThere()
    {
        var mounts = Services.Values.Cast<Dictionary<object, object>>().Where(service => service.ContainsKey("volumes"))
            .SelectMany(service => (List<object>)service["volumes"]).Cast<string>().Where(mount => mount.StartsWith("../", StringComparison.Ordinal)).ToList();

        Assert.Equal(5, mounts.Count);
        Assert.All(mounts, mount => Assert.True(Path.Exists(Path.Combine(SourceTree.Deploy, "container", mount.Split(':')[0])), mount));
    }

    private static Dictionary<string, object> Read()
    {
        using var text = File.OpenText(Path.Combine(SourceTree.Deploy, "container", "compose.yml"));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(text)));
        return ((Dictionary<object, object>)file["services"]).ToDictionary(pair => (string)pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }
}
