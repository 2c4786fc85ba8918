using System.IO.Enumeration;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// Turns what a user names into kline files: a file; a folder, which stands for its own <c>*.csv</c> and <c>*.csv.gz</c> (not those of
/// folders within); or a pattern with <c>*</c> and <c>?</c> in the last part of the path.
/// </summary>
public static class KlinePaths
{
    /// <summary>Full paths, sorted, each once.</summary>
    /// <exception cref="BarSourceException">A path names nothing, or cannot be listed.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var any = false;
        foreach (var path in paths)
        {
            any = true;
            files.UnionWith(Expand(path));
        }

        return any ? [.. files] : throw new BarSourceException("klines", null, "no path is given");
    }

    private static List<string> Expand(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new BarSourceException($"\"{path}\"", null, "a path of klines must not be empty");
        try
        {
            if (File.Exists(path))
                return [Path.GetFullPath(path)];
            if (Directory.Exists(path))
                return Within(path, path, IsKlineName, "holds no *.csv and no *.csv.gz");
            return IsPattern(path) ? Matches(path) : throw new BarSourceException(path, null, "no such file or folder");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BarSourceException(path, null, $"cannot be listed: {e.Message}", e);
        }
    }

    private static List<string> Matches(string pattern)
    {
        var folder = Path.GetDirectoryName(pattern) ?? "";
        var last = Path.GetFileName(pattern);
        if (IsPattern(folder))
            throw new BarSourceException(pattern, null, "* and ? are understood in the last part of a path only");
        if (folder.Length > 0 && !Directory.Exists(folder))
            throw new BarSourceException(pattern, null, $"no folder {folder}");
        return Within(pattern, folder.Length == 0 ? "." : folder, IsMatch, "no file has such a name");

        bool IsMatch(string name) => FileSystemName.MatchesSimpleExpression(last, name, ignoreCase: false);
    }

    private static List<string> Within(string path, string folder, Func<string, bool> isWanted, string nothing)
    {
        var found = Directory.EnumerateFiles(folder).Where(file => isWanted(Path.GetFileName(file))).Select(Path.GetFullPath).ToList();
        return found.Count > 0 ? found : throw new BarSourceException(path, null, nothing);
    }

    private static bool IsKlineName(string name) =>
        name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    private static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');
}
