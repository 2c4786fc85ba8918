using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Tests.Configuration;

public sealed class SettingsCatalogueTests
{
    [Fact]
    public void Key_IsFoundInEverySectionThatHasIt()
    {
        Assert.Equal(["sample", "other-stage"], Layers.Catalogue.FindAll("COUNT").Select(setting => setting.Section));
        Assert.Equal([5, 50], Layers.Catalogue.FindAll("COUNT").Select(setting => setting.Default));
        Assert.Equal(50, Layers.Catalogue.FindSection("other-stage")?.Find("COUNT")?.Default);
        Assert.Empty(Layers.Catalogue.FindAll("NO_SUCH_KEY"));
        Assert.Null(Layers.Catalogue.FindSection("nowhere"));
        Assert.Equal(Layers.Catalogue.Keys.Distinct().Order(StringComparer.Ordinal), Layers.Catalogue.Keys);
    }

    [Theory]
    [InlineData(typeof(WithoutSection), "has no [SettingsSection]")]
    [InlineData(typeof(WithoutInit), "needs an init accessor")]
    [InlineData(typeof(WithUnknownType), "TimeSpan is not a type of setting")]
    [InlineData(typeof(WithRangeOnText), "a range says nothing about String")]
    [InlineData(typeof(WithDefaultOutOfRange), "the default '5' must be a whole number from 1 to 4")]
    [InlineData(typeof(WithDefaultMissing), "the default '' must be a text that is not empty")]
    [InlineData(typeof(WithKeyTwice), "has the key ONE twice")]
    public void ClassThatIsNoUsableOptionsClass_IsRefusedAtOnce(Type type, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new SettingsCatalogue(type)).Message);

    [Fact]
    public void TwoClassesWithOneSectionName_AreRefused() =>
        Assert.Contains("sample", Assert.Throws<ArgumentException>(() => new SettingsCatalogue(typeof(SampleOptions), typeof(SampleOptions))).Message);

    private sealed class WithoutSection;

    [SettingsSection("a", "")]
    private sealed class WithoutInit
    {
        [Setting("ONE")]
        public int One { get; } = 1;
    }

    [SettingsSection("a", "")]
    private sealed class WithUnknownType
    {
        [Setting("ONE")]
        public TimeSpan One { get; init; }
    }

    [SettingsSection("a", "")]
    private sealed class WithRangeOnText
    {
        [Setting("ONE", Min = 1)]
        public string One { get; init; } = "x";
    }

    [SettingsSection("a", "")]
    private sealed class WithDefaultOutOfRange
    {
        [Setting("ONE", Min = 1, Max = 4)]
        public int One { get; init; } = 5;
    }

    [SettingsSection("a", "")]
    private sealed class WithDefaultMissing
    {
        [Setting("ONE")]
        public string One { get; init; } = "";
    }

    [SettingsSection("a", "")]
    private sealed class WithKeyTwice
    {
        [Setting("ONE")]
        public int One { get; init; }

        [Setting("ONE")]
        public int Uno { get; init; }
    }
}
