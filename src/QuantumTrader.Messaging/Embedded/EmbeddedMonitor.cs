namespace QuantumTrader.Messaging.Embedded;

/// <summary>How the embedded engine is.</summary>
internal sealed class EmbeddedMonitor(EngineCore core) : IEngineMonitor
{
    public ValueTask<EngineFigures> ReadFiguresAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            return new(new EngineFigures(core.Keys.Count, null, null, null, null, null));
        }
    }

    public ValueTask<IReadOnlyList<string>> FindKeysAsync(string prefix, string suffix, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var names = core.Keys.Cells.Select(cell => cell.Key)
                .Where(name => name.Length >= prefix.Length + suffix.Length
                    && name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal))
                .ToList();

            // A look at an expired key removes it.
            return new([.. names.Where(name => core.Keys.Find(name) is not null)]);
        }
    }

    public ValueTask<long> CountAddedAsync(string stream, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            return new(core.Keys.FindStream(stream)?.EndOrdinal ?? 0);
        }
    }
}
