namespace QuantumTrader.Deploy.Tests.Env;

public sealed class EnvironmentFileTests
{
    [Theory]
    [InlineData("# About A.\n# More.\nA=1", "A", "1", false, "About A. More.")]
    [InlineData("# About B.\n\n#B_2=\"x=1:2;y long=3\"", "B_2", "x=1:2;y long=3", true, "")]
    [InlineData("#\nA=quantum:kill\n", "A", "quantum:kill", false, "")]
    public void Settings_AreRead(string text, string key, string value, bool isOff, string explanation)
    {
        var file = EnvironmentFile.Read(text);

        Assert.Empty(file.Faults);
        Assert.Equal(new EnvironmentFile.Entry(key, value, isOff, explanation), Assert.Single(file.Entries));
    }

    [Theory]
    [InlineData("export A=1")]
    [InlineData("A=\"1\"")]
    [InlineData("A=1 # one")]
    [InlineData("A = 1")]
    [InlineData("A=")]
    [InlineData("A=1\\")]
    [InlineData("a=1")]
    [InlineData("#A='1'")]
    [InlineData("A=$B")]
    [InlineData("A=1;B=2")]
    [InlineData("#A=1 2")]
    [InlineData("A=\"1 $B\"")]
    public void WhatServicesOrShellsReadOtherwise_IsAFault(string line)
    {
        var file = EnvironmentFile.Read(line);

        Assert.Equal([$"line 1: {line}"], file.Faults);
        Assert.Empty(file.Entries);
    }

    public static TheoryData<string> Deployed => [.. Directory.GetFiles(Path.Combine(SourceTree.Deploy, "env"), "*.env").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Deployed))]
    public void EveryDeployedFile_IsOneForSystemdAndShells(string path)
    {
        var file = EnvironmentFile.Read(File.ReadAllText(path));

        Assert.Empty(file.Faults);
        Assert.Equal(file.Entries.Count, file.Entries.Select(entry => entry.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.All(file.Entries, entry => Assert.True(entry.Explanation.EndsWith('.'), $"{entry.Key} is not explained"));
    }
}
