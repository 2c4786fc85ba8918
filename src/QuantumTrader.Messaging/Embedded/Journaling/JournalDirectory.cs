using System.Globalization;

namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>
/// The data directory: <c>journal-N.qtj</c> (N counts the compactions; the highest is the truth), <c>journal-N.tmp</c> (being made; worth
/// nothing) and <c>lock</c>. A file gets its final name only when it is complete and on the disk, so a crash at any moment leaves the old
/// generation, or both, or the new one, each consistent.
/// </summary>
internal sealed class JournalDirectory : IDisposable
{
    private const string Prefix = "journal-";
    private const string Final = ".qtj";
    private const string Temporary = ".tmp";

    private readonly string _path;
    private readonly FileStream _lock;

    private JournalDirectory(string path, FileStream held) => (_path, _lock) = (path, held);

    /// <summary>Makes the directory if needed and takes it for this process.</summary>
    /// <exception cref="EngineUnavailableException">Another process holds it, or it cannot be used.</exception>
    public static JournalDirectory Take(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            // The operating system lets go of it when the process ends, however it ends.
            var held = new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new JournalDirectory(path, held);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EngineUnavailableException(
                $"data directory '{path}': cannot be taken; another process may hold it ({refused.Message})", refused);
        }
    }

    public string PathOf(long generation) => Path.Combine(_path, Invariant($"{Prefix}{generation:D8}{Final}"));

    public string TemporaryPathOf(long generation) => Path.Combine(_path, Invariant($"{Prefix}{generation:D8}{Temporary}"));

    /// <summary>The newest generation; 0 when there is none yet.</summary>
    public long NewestGeneration() => Generations().DefaultIfEmpty(0).Max();

    /// <summary>Makes the names of the files last.</summary>
    public void FlushNames() => DirectorySync.Flush(_path);

    /// <summary>Deletes what a compaction, finished or not, has left behind.</summary>
    public void DeleteAllBut(long generation)
    {
        foreach (var unfinished in Directory.GetFiles(_path, Prefix + "*" + Temporary))
            File.Delete(unfinished);
        foreach (var older in Generations().Where(other => other != generation).ToArray())
            File.Delete(PathOf(older));
        FlushNames();
    }

    public void Dispose() => _lock.Dispose();

    private IEnumerable<long> Generations()
    {
        foreach (var file in Directory.GetFiles(_path, Prefix + "*" + Final))
        {
            var number = Path.GetFileNameWithoutExtension(file).AsSpan(Prefix.Length);
            if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var generation) || generation == 0)
                throw new JournalCorruptException(file, 0, $"the name must be {Prefix}<number above 0>{Final}");
            yield return generation;
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
