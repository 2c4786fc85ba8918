using Microsoft.Extensions.Logging;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>Logs what is wrong with a symbol when it changes, not at every step that it lasts.</summary>
public sealed class ProblemLog(ILogger log)
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <param name="kind">What counts as the same problem; the detail may change with every step (an age).</param>
    public void Report(string symbol, string kind, string? detail, LogLevel level = LogLevel.Warning)
    {
        if (_known.TryGetValue(symbol, out var last) && last == kind)
            return;
        _known[symbol] = kind;
        log.Log(level, "{Symbol}: {Problem}: {Detail}", symbol, kind, detail);
    }

    public void Clear(string symbol) => _known.Remove(symbol);
}
