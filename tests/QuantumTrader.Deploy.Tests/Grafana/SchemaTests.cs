namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>
/// The boards fit the types that Grafana publishes of its schema: options and field settings of each kind of panel, overrides, thresholds, mappings,
/// links, variables; unknown keys are errors. What is checked how stands in <c>deploy/grafana/check/types.ts</c>.
/// </summary>
public sealed class SchemaTests(ITestOutputHelper output)
{
    /// <summary>What npm says when there is no way to the registry; anything else is a fault of the check.</summary>
    private static readonly string[] NoWayOut = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "ENOTCACHED"];

    [Fact]
    public async Task Boards_FitTheTypesOfGrafana()
    {
        using var folder = new TempFolder();
        foreach (var file in (string[])["package.json", "package-lock.json", "tsconfig.json", "types.ts", "check.mjs"])
            File.Copy(Path.Combine(SourceTree.Deploy, "grafana", "check", file), Path.Combine(folder.Folder, file));

        Assert.SkipWhen(await Tool.TryInAsync(folder.Folder, "node", "--version") is null, "node is not installed: the boards were not checked against Grafana's types");
        var installed = await Tool.TryInAsync(folder.Folder, "npm", "ci", "--no-audit", "--no-fund");
        Assert.SkipWhen(installed is null, "npm is not installed: the boards were not checked against Grafana's types");
        Assert.SkipWhen(
            installed!.ExitCode != 0 && NoWayOut.Any(sign => installed.All.Contains(sign, StringComparison.Ordinal)),
            "the package registry cannot be reached: the boards were not checked against Grafana's types");
        Assert.True(installed.ExitCode == 0, installed.All);

        var found = (await Tool.TryInAsync(folder.Folder, "node", "check.mjs", BoardFile.Folder))!;
        Assert.True(found.ExitCode == 0, found.All);
        output.WriteLine(found.All.Trim());

        var broken = Directory.CreateDirectory(Path.Combine(folder.Folder, "broken")).FullName;
        var sound = await File.ReadAllTextAsync(Path.Combine(BoardFile.Folder, "quantum-harvest-control-p27.json"));
        await File.WriteAllTextAsync(Path.Combine(broken, "broken.json"), sound.Replace("\"colorMode\"", "\"colourMode\"", StringComparison.Ordinal));
        found = (await Tool.TryInAsync(folder.Folder, "node", "check.mjs", broken))!;
        Assert.True(found.ExitCode != 0 && found.All.Contains("colourMode", StringComparison.Ordinal), "a board with an unknown option passed: the check sees nothing");
    }
}
