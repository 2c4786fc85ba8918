using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>Asks for what a test says, at the bar with that number of its symbol, counted from 0; notes what it has seen.</summary>
internal sealed class ScriptedRule(params (int Bar, EntrySignal Signal)[] signals) : IEntryRule
{
    private int _count;

    public List<Bar> Seen { get; } = [];

    public EntrySignal? OnBar(Bar bar)
    {
        Seen.Add(bar);
        var index = _count++;
        foreach (var (at, signal) in signals)
        {
            if (at == index)
                return signal;
        }

        return null;
    }
}
