using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Domain.Entries;

/// <summary>Opens what a list says.</summary>
public sealed class PlannedRule : IEntryRule
{
    private readonly Dictionary<string, Queue<PlannedEntry>> _bySymbol;

    public PlannedRule(IEnumerable<PlannedEntry> entries) => _bySymbol = entries
        .GroupBy(entry => entry.Symbol, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => new Queue<PlannedEntry>(group.OrderBy(entry => entry.TimeMs)), StringComparer.Ordinal);

    public EntrySignal? OnBar(Bar bar)
    {
        if (!_bySymbol.TryGetValue(bar.Symbol, out var waiting) || waiting.Count == 0 || waiting.Peek().TimeMs > bar.EndTimeMs)
            return null;
        return waiting.Dequeue().Signal;
    }
}
