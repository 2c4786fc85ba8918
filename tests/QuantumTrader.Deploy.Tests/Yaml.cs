using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace QuantumTrader.Deploy.Tests;

/// <summary>Reads the parts of a YAML file that a test asks for; what it does not ask for the tools check themselves.</summary>
internal static class Yaml
{
    private static readonly IDeserializer Reader =
        new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build();

    public static T Read<T>(params string[] path) => Reader.Deserialize<T>(File.ReadAllText(Path.Combine([SourceTree.Deploy, .. path])));
}
