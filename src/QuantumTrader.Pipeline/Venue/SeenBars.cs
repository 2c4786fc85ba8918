namespace QuantumTrader.Pipeline.Venue;

/// <summary>The document <c>quantum:paper:seen</c>: up to when the entry rule has seen the bars of each symbol, and all that followed has been done.</summary>
/// <param name="UntilMs">End of the newest bar by symbol, Unix milliseconds.</param>
public sealed record SeenBars(IReadOnlyDictionary<string, long> UntilMs);
