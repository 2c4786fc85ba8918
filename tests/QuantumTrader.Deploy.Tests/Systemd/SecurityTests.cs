using System.Globalization;
using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Systemd;

/// <summary>What systemd itself says about the units. It need not run.</summary>
public sealed partial class SecurityTests
{
    private const double HighestExposure = 4.0;

    public static TheoryData<string> Services => [.. Directory.GetFiles(Folder, "*.service").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(SourceTree.Deploy, "systemd");

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Exposure_IsLow(string service)
    {
        Analyzer.Require();
        var outcome = await Tool.RunAsync(Analyzer.Program, ["security", "--offline=true", "--no-pager", Path.Combine(Folder, service)]);

        Assert.True(outcome.ExitCode == 0, outcome.All);
        var exposure = double.Parse(Level().Match(outcome.All).Groups["level"].Value, CultureInfo.InvariantCulture);
        Assert.True(exposure < HighestExposure, outcome.All);
    }

    /// <summary>In a root of their own, so that nothing of this machine is judged; the program is any that can be run.</summary>
    [Fact]
    public async Task Units_AreSound()
    {
        Analyzer.Require();
        using var root = new TempFolder();

        Assert.Equal("", await Analyzer.VerifyAsync(root, Directory.GetFiles(Folder)));
    }

    [Fact]
    public async Task AFault_IsFound()
    {
        Analyzer.Require();
        using var root = new TempFolder();
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "quantum-feed.service"));
        var broken = root.Write("quantum-broken.service", text.Replace("Restart=on-failure", "Restart=sometimes", StringComparison.Ordinal));

        Assert.Contains("sometimes", await Analyzer.VerifyAsync(root, [broken]), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Overall exposure level for \S+: (?<level>[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Level();
}
