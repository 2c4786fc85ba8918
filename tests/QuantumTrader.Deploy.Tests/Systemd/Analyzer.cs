namespace QuantumTrader.Deploy.Tests.Systemd;

/// <summary><c>systemd-analyze</c>; where it is missing, tests that need it are skipped and say so.</summary>
internal static class Analyzer
{
    public const string Program = "/usr/bin/systemd-analyze";

    public static void Require() => Assert.SkipUnless(File.Exists(Program), $"{Program} is missing: apt-get install systemd");

    /// <returns>What it says about the units; empty: nothing.</returns>
    public static async Task<string> VerifyAsync(TempFolder folder, IEnumerable<string> units)
    {
        // Apart from the machine's own units; those that ours only come after need not be there.
        var root = Path.Combine(folder.Folder, "root");
        var system = Path.Combine(root, "etc", "systemd", "system");
        var program = Path.Combine(root, "opt", "quantum", "current", "bin", "quantum");
        Directory.CreateDirectory(system);
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        await File.WriteAllTextAsync(program, "");
        await Tool.SucceedAsync("chmod", "755", program);
        foreach (var shared in (string[])["network-online.target", "multi-user.target", "basic.target", "sysinit.target", "shutdown.target"])
            await File.WriteAllTextAsync(Path.Combine(system, shared), "[Unit]\nDescription=of the machine\nDefaultDependencies=no\n");
        var copies = units.Select(unit => Path.Combine(system, Path.GetFileName(unit))).ToList();
        foreach (var (unit, copy) in units.Zip(copies))
            File.Copy(unit, copy, overwrite: true);

        var outcome = await Tool.RunAsync(Program, ["verify", "--man=no", $"--root={root}", .. copies.Select(copy => Path.GetFileName(copy))]);
        return outcome.ExitCode == 0 && outcome.All.Trim().Length == 0 ? "" : $"exit code {outcome.ExitCode}\n{outcome.All}";
    }
}
