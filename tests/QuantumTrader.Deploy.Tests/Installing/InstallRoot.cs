using System.Security.Cryptography;
using QuantumTrader.Deploy.Tests.Live;

namespace QuantumTrader.Deploy.Tests.Installing;

/// <summary>A folder that stands for a machine, and a copy of <c>deploy/</c> that a test may change before it installs from it. The program is the one that was built.</summary>
internal sealed class InstallRoot : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Root => Path.Combine(_folder.Folder, "machine");

    public string Deploy => Path.Combine(_folder.Folder, "tree", "deploy");

    private static string Published => Path.GetDirectoryName(MonitoredSystem.Program)!;

    public static async Task<InstallRoot> CreateAsync()
    {
        var root = new InstallRoot();
        Directory.CreateDirectory(Path.GetDirectoryName(root.Deploy)!);
        await Tool.SucceedAsync("cp", "-R", SourceTree.Deploy, root.Deploy);
        File.Copy(Path.Combine(SourceTree.Root, "Directory.Build.props"), Path.Combine(root.Deploy, "..", "Directory.Build.props"));
        return root;
    }

    /// <summary>Another machine with the same on it, and a copy of its own of <c>deploy/</c>.</summary>
    public async Task<InstallRoot> CopyAsync()
    {
        var copy = new InstallRoot();
        await Tool.SucceedAsync("cp", "-a", _folder.Folder + "/.", copy._folder.Folder);
        return copy;
    }

    public Task<Tool.Outcome> InstallAsync(params string[] options) => Tool.RunAsync(Path.Combine(Deploy, "install"), ["--root", Root, "--published", Published, .. options]);

    public Task<Tool.Outcome> RollBackAsync(params string[] options) => Tool.RunAsync(Path.Combine(Deploy, "rollback"), ["--root", Root, .. options]);

    /// <param name="path">As the machine sees it.</param>
    public string At(string path) => Root + path;

    public Task<string> ReadAsync(string path) => File.ReadAllTextAsync(At(path));

    /// <summary>The installed release.</summary>
    public string Current() => new FileInfo(At("/opt/quantum/current")).LinkTarget!;

    public async Task ReplaceAsync(string path, string old, string with)
    {
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(old, with, StringComparison.Ordinal));
    }

    /// <summary>Every file and link with its content, but for releases and backups.</summary>
    public async Task<List<string>> StateAsync()
    {
        var state = new List<string>();
        if (!Directory.Exists(Root))
            return state;
        foreach (var path in Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var told = Path.GetRelativePath(Root, path);
            if (told.StartsWith("opt/quantum/releases", StringComparison.Ordinal) || told.StartsWith("opt/quantum/backups", StringComparison.Ordinal))
                continue;
            if (new FileInfo(path).LinkTarget is { } target)
                state.Add($"{told} -> {target}");
            else if (File.Exists(path))
                state.Add($"{told} {Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(path)))}");
        }

        return state;
    }

    public void Dispose() => _folder.Dispose();
}
