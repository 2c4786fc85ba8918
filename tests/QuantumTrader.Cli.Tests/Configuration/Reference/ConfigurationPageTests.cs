using System.Text.RegularExpressions;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Cli.Tests.Configuration.Reference;

/// <summary><c>docs/configuration.md</c> is made from the options classes. With the environment variable <c>QUANTUM_WRITE_DOCS=1</c> it is written anew, else compared.</summary>
public sealed partial class ConfigurationPageTests
{
    [Fact]
    public async Task Page_SaysWhatTheCodeSays()
    {
        var text = new ConfigurationPage(Catalogue.Create()).ToString();
        var path = Path.Combine(SourceRoot.Path, "docs", "configuration.md");
        if (Environment.GetEnvironmentVariable("QUANTUM_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(path, text);

        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public void EverySetting_HasItsHelp() =>
        Assert.Empty(Catalogue.Create().Sections.SelectMany(section => section.Settings).Where(setting => setting.Help.Length == 0).Select(setting => setting.Key));

    [Fact]
    public void NoSetting_IsRequiredByItself() => Assert.Empty(new SettingsSources(File: null, [], new Dictionary<string, string>()).Bind(Catalogue.Create()).Faults);

    [Fact]
    public void ExampleFile_IsAccepted() => Assert.Empty(ConfigurationIntroduction.FaultsOf(ConfigurationIntroduction.Example, Catalogue.Create()));

    [Fact]
    public void EverythingThatIsAsked_IsRefused() => Assert.Empty(RefusedTogether.All.Where(one => one.Faults.Count == 0).Select(one => string.Join(' ', one.Given)));

    // The rules over several settings stand in code only; the keys that they name can be read there.
    [Fact]
    public void EveryKeyThatAnOptionsClassRefuses_IsOnThePage()
    {
        var shown = RefusedTogether.All.SelectMany(one => one.Faults).Select(RefusedTogether.KeyOf).ToHashSet(StringComparer.Ordinal);
        var named = Catalogue.Create().Sections
            .Where(section => section.Type.IsAssignableTo(typeof(ICheckedOptions)))
            .SelectMany(section => RefusedKey().Matches(SourceOf(section.Type)).Select(match => match.Groups["key"].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(named.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    private static string SourceOf(Type type) =>
        File.ReadAllText(Directory.EnumerateFiles(Path.Combine(SourceRoot.Path, "src"), $"{type.Name}.cs", SearchOption.AllDirectories).Single());

    [GeneratedRegex("""(?:new SettingFault\(|NeedsTls\(|SecretRules\.\w+\(|Both\("\w+", \w+, )"(?<key>[A-Z0-9_]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RefusedKey();
}
