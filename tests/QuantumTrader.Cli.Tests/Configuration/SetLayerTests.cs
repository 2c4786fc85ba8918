using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Tests.Configuration;

public sealed class SetLayerTests
{
    [Theory]
    [InlineData("NOTE=a", null, "NOTE", "a")]
    [InlineData("NOTE=", null, "NOTE", "")]
    [InlineData("NOTE=a=b.c", null, "NOTE", "a=b.c")]
    [InlineData("shop.NOTE=a", "shop", "NOTE", "a")]
    [InlineData(" shop.NOTE = a", "shop", "NOTE", " a")]
    public void Assignment_IsSplitIntoSectionKeyAndText(string assignment, string? section, string key, string text)
    {
        var layer = SetLayer.Read([assignment]);

        Assert.Empty(layer.Faults);
        Assert.Equal(new SettingEntry(section, key, text, new SettingOrigin("--set")), layer.Entries[0]);
    }

    [Theory]
    [InlineData("NOTE", "--set: NOTE: must be KEY=VALUE or SECTION.KEY=VALUE")]
    [InlineData("=hunter2", "--set: must be KEY=VALUE or SECTION.KEY=VALUE")]
    [InlineData("", "--set: : must be KEY=VALUE or SECTION.KEY=VALUE")]
    public void TextThatIsNoAssignment_IsAFault(string assignment, string message) =>
        Assert.Equal(message, Assert.Single(SetLayer.Read([assignment]).Faults).ToString());

    [Fact]
    public void KeyGivenTwice_IsAFaultSinceOneOfThemWouldBeLost() =>
        Assert.Equal("--set: NOTE: is given twice", Assert.Single(SetLayer.Read(["NOTE=a", "shop.NOTE=b", "NOTE=c"]).Faults).ToString());
}
