using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Tests.Configuration;

public sealed class SettingsBinderTests
{
    [Fact]
    public void Settings_ThatNobodyGave_HaveTheirDefaults()
    {
        var settings = Layers.Bind();

        Assert.Equal(5, settings.Bind<SampleOptions>().Count);
        Assert.Equal(50, settings.Bind<OtherOptions>().Count);
        Assert.All(settings.Sections.SelectMany(section => section.Settings), bound => Assert.Equal(SettingOrigin.Default, bound.Origin));
    }

    // Each row leaves out the layers above the expected one.
    [Theory]
    [InlineData("flag", 1, "--seed")]
    [InlineData("set", 2, "--set")]
    [InlineData("environment", 3, "environment")]
    [InlineData("file", 4, "config.yaml: line 1")]
    [InlineData("default", 7, "default")]
    public void Value_ComesFromTheHighestLayerThatHasOne(string highest, long expected, string origin)
    {
        string[] order = ["flag", "set", "environment", "file", "default"];
        SettingsLayer[] layers =
        [
            SettingsLayer.OfFlags(("--seed", "SEED", "1"), ("--count", "COUNT", null)),
            Layers.Named("--set", "SEED=2"),
            Layers.Named("environment", "SEED=3"),
            Layers.Named("config.yaml", "SEED=4"),
        ];

        var settings = Layers.Bind(layers[Math.Min(Array.IndexOf(order, highest), layers.Length)..]);

        Assert.Equal(expected, settings.Bind<SampleOptions>().Seed);
        Assert.Equal(origin, Bound(settings, "sample", "SEED").Origin.ToString());
        Assert.Equal("default", Bound(settings, "sample", "COUNT").Origin.ToString());
    }

    [Fact]
    public void FlatKey_GoesToEverySectionThatKnowsIt()
    {
        var settings = Layers.BindFile("INTERVAL_SEC=30");

        Assert.Equal(30, settings.Bind<SampleOptions>().IntervalSeconds);
        Assert.Equal(30, settings.Bind<OtherOptions>().IntervalSeconds);
    }

    [Theory]
    [InlineData("INTERVAL_SEC=30", "other-stage.INTERVAL_SEC=40")]
    [InlineData("other-stage.INTERVAL_SEC=40", "INTERVAL_SEC=30")]
    public void SectionKey_WinsOverTheFlatOneForItsStageOnly(string first, string second)
    {
        var settings = Layers.BindFile(first, second);

        Assert.Equal(30, settings.Bind<SampleOptions>().IntervalSeconds);
        Assert.Equal(40, settings.Bind<OtherOptions>().IntervalSeconds);
    }

    [Fact]
    public void FlatKey_OfAHigherLayer_WinsOverASectionKeyBelow()
    {
        var settings = Layers.Bind(Layers.Named("environment", "INTERVAL_SEC=30"), Layers.Named("config.yaml", "other-stage.INTERVAL_SEC=40"));

        Assert.Equal(30, settings.Bind<OtherOptions>().IntervalSeconds);
    }

    [Fact]
    public void EmptyText_OfAHigherLayer_UnsetsANullableSetting()
    {
        var settings = Layers.Bind(Layers.Named("--set", "NOTE="), Layers.Named("config.yaml", "NOTE=x"));

        Assert.Null(settings.Bind<SampleOptions>().Note);
        Assert.Equal("--set", Bound(settings, "sample", "NOTE").Origin.ToString());
    }

    [Fact]
    public void UnknownKeyWrongTypeAndValueOutOfRange_AreReportedTogether()
    {
        var settings = Layers.BindFile("COUNTT=5", "INTERVAL_SEC=abc", "other-stage.COUNT=3");

        Assert.Equal(
            [
                "config.yaml: line 1: COUNTT = '5': is not a known setting; did you mean COUNT?",
                "config.yaml: line 2: INTERVAL_SEC = 'abc': must be a number from 0.1 to 3600 (seconds)",
                "config.yaml: line 3: other-stage.COUNT = '3': must be a whole number from 4 to 100 (bars)",
            ],
            settings.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Faults_OfAllLayersAndSections_ComeInReadingOrder()
    {
        var settings = Layers.Bind(
            Layers.Named("--set", "SWITCH=maybe", "NOPE=1"),
            Layers.Named("environment", "COLOUR=green"),
            Layers.Named("config.yaml", "BAR=2m", "other-stage.ONLY_HERE=x", "TEXT="));

        Assert.Equal(
            ["--set SWITCH", "--set NOPE", "environment COLOUR", "config.yaml: line 1 BAR", "config.yaml: line 2 other-stage.ONLY_HERE", "config.yaml: line 3 TEXT"],
            settings.Faults.Select(fault => $"{fault.Origin} {fault.Key}"));
    }

    [Fact]
    public void ValueThatSeveralSectionsRefuseAlike_IsOneFault() =>
        Assert.Single(Layers.BindFile("INTERVAL_SEC=0").Faults);

    [Fact]
    public void ValueThatOneOfTwoSectionsRefuses_IsAFault() =>
        Assert.Equal(["config.yaml: line 1: COUNT = '3': must be a whole number from 4 to 100 (bars)"], Layers.FaultsOf("COUNT=3"));

    [Fact]
    public void WrongValue_ThatAHigherLayerOverrides_IsStillAFault()
    {
        var settings = Layers.Bind(Layers.Named("--set", "SEED=1"), Layers.Named("config.yaml", "SEED=abc"));

        Assert.Equal("config.yaml: line 1: SEED = 'abc': must be a whole number", Assert.Single(settings.Faults).ToString());
    }

    [Fact]
    public void Options_AreNotHandedOutWhileAnythingIsRefused()
    {
        var settings = Layers.BindFile("other-stage.ONLY_HERE=x", "NOPE_AT_ALL=1");

        var error = Assert.Throws<SettingsException>(settings.Bind<SampleOptions>);

        Assert.Equal(settings.Faults, error.Faults);
        Assert.Equal(2, error.Message.Split('\n').Length);
    }

    [Fact]
    public void RuleOverSeveralSettings_NamesTheOneThatBreaksItAndWhereItStands() =>
        Assert.Equal(
            ["config.yaml: line 3: sample.COUNT = '9': must be below INTERVAL_SEC"],
            Layers.FaultsOf("other-stage.COUNT=4", "INTERVAL_SEC=8", "sample.COUNT=9"));

    [Fact]
    public void RuleOverSeveralSettings_BrokenByADefault_NamesTheSection() =>
        Assert.Equal(["sample.COUNT = '5': must be below INTERVAL_SEC"], Layers.FaultsOf("sample.INTERVAL_SEC=5"));

    [Fact]
    public void RuleOverSeveralSettings_IsNotAskedWhileAValueIsRefused() =>
        Assert.Equal("SEED", Assert.Single(Layers.BindFile("SEED=x", "INTERVAL_SEC=5").Faults).Key);

    [Fact]
    public void ClassOutsideTheCatalogue_IsAnError() =>
        Assert.Contains("String", Assert.Throws<ArgumentException>(() => Layers.Bind().Bind<string>()).Message);

    private static BoundSetting Bound(SettingsBinder settings, string section, string key) =>
        settings.Sections.Single(bound => bound.Section.Name == section).Settings.Single(bound => bound.Setting.Key == key);
}
