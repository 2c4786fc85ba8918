using QuantumTrader.Domain.Entries;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>The entry rule that the settings name.</summary>
public static class EntryRules
{
    public static IEntryRule? Create(ExecutionOptions options) => options.EntryRule switch
    {
        EntryRule.Donchian => new DonchianRule(options.EntryDonchianBars),
        EntryRule.Random => new RandomRule(options.EntrySeed, options.EntryRandomProbability),
        _ => null,
    };
}
