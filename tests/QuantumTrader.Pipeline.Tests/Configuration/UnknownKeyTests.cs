using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Tests.Configuration;

public sealed class UnknownKeyTests
{
    [Theory]
    [InlineData("INTERVAL_SECS=5", "INTERVAL_SECS = '5': is not a known setting; did you mean INTERVAL_SEC?")]
    [InlineData("interval_sec=5", "interval_sec = '5': is not a known setting; did you mean INTERVAL_SEC?")]
    [InlineData("COMPLETELY_DIFFERENT=5", "COMPLETELY_DIFFERENT = '5': is not a known setting")]
    [InlineData("sample.ONLY_HERE=5", "sample.ONLY_HERE = '5': is not a setting of sample, but of other-stage")]
    [InlineData("sample.COUNTS=5", "sample.COUNTS = '5': is not a known setting of sample; did you mean COUNT?")]
    [InlineData("sampel.COUNT=5", "sampel: is not a known section; did you mean sample?")]
    [InlineData("sample=5", "sample = '5': is a section: its settings stand below it, one a line, indented")]
    [InlineData("COUNT.X=5", "COUNT: must be a whole number from 2 to 10 (bars), not a section")]
    public void UnknownName_IsRefusedWithTheNearestKnownOne(string assignment, string expected) =>
        Assert.Equal(["config.yaml: line 1: " + expected], Layers.FaultsOf(assignment));

    [Fact]
    public void UnknownVariableOfTheEnvironment_IsIgnored() => Assert.Empty(Layers.Bind(Layers.Named("environment", "PATH=/bin", "COUNTT=5")).Faults);

    [Fact]
    public void SectionHeadingWithNothingBelow_IsFine() => Assert.Empty(Layers.FaultsOf("sample="));

    [Fact]
    public void KeyInAnUnknownSection_IsNotAFaultOfItsOwn() => Assert.Single(Layers.FaultsOf("nowhere.A=1"));

    [Theory]
    [InlineData("KITTEN", "SITTING,MITTEN", "MITTEN")]
    [InlineData("COUNT", "AMOUNT,MOUNT", "MOUNT")]
    [InlineData("ABC", "ABD,ABX", "ABD")]
    [InlineData("ABCDEFGHI", "ABCDEFXXXX", null)]
    [InlineData("X", "", null)]
    public void NearestName_IsTheOneWithTheFewestChanges(string name, string known, string? expected) =>
        Assert.Equal(expected, NearestName.Find(name, known.Split(',', StringSplitOptions.RemoveEmptyEntries)));
}
