using QuantumTrader.Messaging.Embedded;

namespace QuantumTrader.Messaging.Tests.Embedded;

/// <summary>A test's own data directory, gone after it.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("quantum-journal-").FullName;

    public string Journal => Directory.GetFiles(Path, "journal-*.qtj").Max()!;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public EmbeddedEngine Open(TimeProvider time, FsyncPolicy fsync = FsyncPolicy.Never, long compactAbove = 64L * 1024 * 1024) =>
        EmbeddedEngine.Open(new EmbeddedOptions { DataDirectory = Path, Fsync = fsync, CompactionThresholdBytes = compactAbove }, time);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
