using Microsoft.Win32.SafeHandles;

namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>One journal file, appended to by one thread at a time.</summary>
internal sealed class JournalFile : IDisposable
{
    private long _length;

    private JournalFile(string path, SafeFileHandle handle, long length) => (Path, Handle, _length) = (path, handle, length);

    public string Path { get; private set; }

    public SafeFileHandle Handle { get; }

    /// <summary>Bytes written; may be read from any thread.</summary>
    public long Length => Interlocked.Read(ref _length);

    /// <summary>A new file that holds a header and nothing else.</summary>
    public static JournalFile Create(string path)
    {
        var file = new JournalFile(path, File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read), 0);
        file.Append(JournalFormat.Header());
        return file;
    }

    public static JournalFile OpenExisting(string path)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        return new JournalFile(path, handle, RandomAccess.GetLength(handle));
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(Handle, bytes, _length);
        Interlocked.Add(ref _length, bytes.Length);
    }

    /// <summary>Appends what another file holds from the offset on.</summary>
    public void AppendFrom(JournalFile other, long offset)
    {
        var chunk = new byte[256 * 1024];
        while (offset < other.Length)
        {
            var read = RandomAccess.Read(other.Handle, chunk, offset);
            if (read == 0)
                throw new EndOfStreamException($"{other.Path}: offset {offset}: the file is shorter than what was written to it");
            Append(chunk.AsSpan(0, read));
            offset += read;
        }
    }

    public void CutTo(long length)
    {
        RandomAccess.SetLength(Handle, length);
        Interlocked.Exchange(ref _length, length);
    }

    public void FlushToDisk() => RandomAccess.FlushToDisk(Handle);

    /// <summary>Gives the file its final name in one step; the open handle follows it.</summary>
    public void MoveTo(string path)
    {
        File.Move(Path, path, overwrite: true);
        Path = path;
    }

    public void Dispose() => Handle.Dispose();
}
