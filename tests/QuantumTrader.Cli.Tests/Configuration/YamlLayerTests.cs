using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Tests.Configuration;

public sealed class YamlLayerTests
{
    [Fact]
    public void File_GivesFlatKeysListsAndSectionsWithTheirLines()
    {
        var layer = Read("""
            # heading
            SYMBOLS: BTCUSDT,ETHUSDT

            INTERVAL_SEC: 5   # seconds
            shop:
              NOTE: "two words"
              SYMBOLS: [ AAUSDT, BBUSDT ]
            night-bank:
              SYMBOLS:
                - CCUSDT
                - DDUSDT
              OPEN: 'false'
            """);

        Assert.Empty(layer.Faults);
        Assert.True(layer.RefusesUnknownKeys);
        Assert.Equal(
            [
                Entry(2, null, "SYMBOLS", "BTCUSDT,ETHUSDT"),
                Entry(4, null, "INTERVAL_SEC", "5"),
                Entry(5, null, "shop", "", SettingShape.Section),
                Entry(6, "shop", "NOTE", "two words"),
                Entry(7, "shop", "SYMBOLS", "AAUSDT,BBUSDT", SettingShape.List),
                Entry(8, null, "night-bank", "", SettingShape.Section),
                Entry(9, "night-bank", "SYMBOLS", "CCUSDT,DDUSDT", SettingShape.List),
                Entry(12, "night-bank", "OPEN", "false"),
            ],
            layer.Entries);
    }

    [Fact]
    public void ValueThatIsMoreThanAList_KeepsEveryTextAndItsLine()
    {
        var layer = Read("""
            LADDER:
              - {a: 1, b: ~}
              - c: [x, 'null']

                d:
                  e: 2
              - f
            """);

        Assert.Empty(layer.Faults);
        var entry = Assert.Single(layer.Entries);
        Assert.Equal((SettingShape.Structure, "", new SettingOrigin("config.yaml", 1)), (entry.Shape, entry.Text, entry.Origin));
        Assert.Equal("[{a@2: 1@2, b@2: @2}@2, {c@3: [x@3, null@3]@3, d@5: {e@6: 2@6}@6}@3, f@7]@2", Outline(entry.Node!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("~\n")]
    [InlineData("{}")]
    public void FileWithoutSettings_IsEmpty(string yaml)
    {
        Assert.Empty(Read(yaml).Faults);
        Assert.Empty(Read(yaml).Entries);
    }

    [Theory]
    [InlineData("NOTE:", "")]
    [InlineData("NOTE: ~", "")]
    [InlineData("NOTE: null", "")]
    [InlineData("NOTE: ''", "")]
    [InlineData("NOTE: 'null'", "null")]
    [InlineData("NOTE: \"~\"", "~")]
    [InlineData("NOTE: yes", "yes")]
    [InlineData("NOTE: 0x10", "0x10")]
    [InlineData("NOTE: 007", "007")]
    [InlineData("NOTE: |\n  a\n  b\n", "a\nb\n")]
    public void Value_KeepsItsTextAndOnlyUnquotedNullIsNothing(string yaml, string text) =>
        Assert.Equal(text, Assert.Single(Read(yaml).Entries).Text);

    [Theory]
    [InlineData("A: 1\nB: 2\nA: 3", "config.yaml: line 3: A: stands twice, first in line 1")]
    [InlineData("shop:\n  A: 1\n  A: 1", "config.yaml: line 3: shop.A: stands twice, first in line 2")]
    [InlineData("shop:\n  A: 1\nshop:\n  B: 1", "config.yaml: line 3: shop: stands twice, first in line 1")]
    [InlineData("- A\n- B", "config.yaml: line 1: must hold KEY: VALUE lines")]
    [InlineData("just words", "config.yaml: line 1: must hold KEY: VALUE lines")]
    [InlineData("A: 1\n---\nB: 1", "config.yaml: line 2: must hold one YAML document, not several")]
    [InlineData("A: &x 1\nB: *x", "config.yaml: line 2: B: must be a value, a list or a mapping, not an alias")]
    [InlineData("A: &x 1\nB:\n  - [1]\n  - *x", "config.yaml: line 4: B: must be a value, a list or a mapping, not an alias")]
    [InlineData("A: [[[[[[[[[1]]]]]]]]]", "config.yaml: line 1: A: is nested too deeply")]
    [InlineData("A: [{[b]: 1}]", "config.yaml: line 1: A: a key must be a plain name")]
    [InlineData("? [a, b]\n: 1", "config.yaml: line 1: a key must be a plain name")]
    [InlineData("A: \"open", "config.yaml: line 1: is not valid YAML: ")]
    [InlineData("A: 1\nB: [1", "config.yaml: line 2: is not valid YAML: ")]
    [InlineData("A: 1\n B: 2", "config.yaml: line 2: is not valid YAML: ")]
    [InlineData("A: 1\n\tB: 2", "config.yaml: line 1: is not valid YAML: ")]
    [InlineData(" : &x ", "config.yaml: line 1: : must be a value, a list or a mapping, not an alias")]
    [InlineData("A: {&x ---\n*x", "config.yaml: line 1: is not valid YAML: ")]
    [InlineData("A: *nowhere", "config.yaml: line 1: ")]
    public void WrongFile_IsRefusedWithItsLine(string yaml, string message) =>
        Assert.StartsWith(message, Assert.Single(Read(yaml).Faults).ToString());

    [Fact]
    public void SyntaxErrorOverSeveralLines_NamesFirstAndLast() =>
        Assert.EndsWith("(up to line 2)", Assert.Single(Read("A: 1\n\tB: 2\nC: 3").Faults).ToString());

    [Fact]
    public void AliasAsAKeyWithoutAValue_IsRefusedAndReadingGoesOn() =>
        Assert.Equal(2, Read(": *x? *x").Faults.Count);

    [Fact]
    public void KeysAroundARefusedOne_AreStillRead() =>
        Assert.Equal(["A", "C"], Read("A: 1\nB: [&x 1, *x, [2]]\nC: 2").Entries.Select(entry => entry.Key));

    [Fact]
    public void KeysAboveASyntaxError_AreStillRead() =>
        Assert.Equal(["A"], Read("A: 1\nB: \"open").Entries.Select(entry => entry.Key));

    [Fact]
    public void DeepNesting_IsRefusedWithoutExhaustingTheStack() =>
        Assert.NotEmpty(Read("A: " + new string('[', 2_000) + new string(']', 2_000)).Faults);

    [Fact]
    public void MissingFile_IsAFault()
    {
        var fault = Assert.Single(YamlLayer.ReadFile("no-such-file.yaml").Faults);

        Assert.Equal("no-such-file.yaml: cannot be read: there is no such file", fault.ToString());
    }

    [Fact]
    public void Folder_IsAFault() => Assert.Contains("cannot be read", Assert.Single(YamlLayer.ReadFile(Path.GetTempPath()).Faults).ToString());

    [Fact]
    public void AnyText_GivesALayerAndNeverAnException()
    {
        var texts = Gen.ArrayOf(Gen.Elements("A", "B", ": ", "\n", "  ", "- ", "[", "]", "{", "}", "\"", "'", "&x ", "*x", "? ", "|", "#", "---\n", "\t", "~", ",", "!t ", "%"));

        Prop.ForAll(texts.Select(string.Concat).ToArbitrary(), yaml => Read(yaml).Faults.All(fault => fault.Rule.Length > 0)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static SettingsLayer Read(string yaml) => YamlLayer.Read("config.yaml", yaml);

    private static string Outline(SettingNode node) => node switch
    {
        SettingNode.Sequence list => $"[{string.Join(", ", list.Items.Select(Outline))}]",
        SettingNode.Mapping mapping => $"{{{string.Join(", ", mapping.Fields.Select(field => $"{field.Name}@{field.Line}: {Outline(field.Value)}"))}}}",
        _ => node.Shown,
    } + $"@{node.Line}";

    private static SettingEntry Entry(int line, string? section, string key, string text, SettingShape shape = SettingShape.Scalar) =>
        new(section, key, text, new SettingOrigin("config.yaml", line), shape);
}
