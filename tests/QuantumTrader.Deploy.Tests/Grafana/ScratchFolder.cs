namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>A folder for the time of a test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("quantum-boards-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
