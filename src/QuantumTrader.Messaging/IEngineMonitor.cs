namespace QuantumTrader.Messaging;

/// <summary>
/// What operators want to know of an engine beyond its contents. For exporters and the command line, never for a stage that decides: some of it walks all keys.
/// </summary>
/// <exception cref="EngineUnavailableException">Every method: the engine cannot be reached.</exception>
public interface IEngineMonitor
{
    ValueTask<EngineFigures> ReadFiguresAsync(CancellationToken cancellation = default);

    /// <summary>The keys that begin and end so, in no order. Walks all keys, in pieces, without holding anybody up for long; a key that comes or goes meanwhile may or may not be among them.</summary>
    /// <param name="prefix">Letters, digits, and signs that are no wildcards.</param>
    ValueTask<IReadOnlyList<string>> FindKeysAsync(string prefix, string suffix, CancellationToken cancellation = default);

    /// <summary>Entries that the stream has ever taken, trimmed ones included; 0 when there is no such stream.</summary>
    ValueTask<long> CountAddedAsync(string stream, CancellationToken cancellation = default);
}
