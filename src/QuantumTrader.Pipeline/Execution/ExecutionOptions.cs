using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>Settings of the execution stage: the entry rule and the paper venue.</summary>
[SettingsSection("execution", "the venue: orders, fills and the paper account")]
public sealed class ExecutionOptions
{
    [Setting("ENTRY_RULE", Help = "What opens positions on the paper venue.")]
    public EntryRule EntryRule { get; init; } = EntryRule.Donchian;

    [Setting("ENTRY_SEED", Help = "Seed of the random entry rule.")]
    public long EntrySeed { get; init; } = 7;

    [Setting("ENTRY_NOTIONAL_USD", Unit = "USD", Min = 0, MinExclusive = true, Max = 10_000_000,
        Help = "Value of a position when it is opened.")]
    public decimal EntryNotionalUsd { get; init; } = 1000;

    [Setting("ENTRY_DONCHIAN_BARS", Unit = "bars", Min = 2, Max = 1000, Help = "Bars that the donchian rule looks back.")]
    public int EntryDonchianBars { get; init; } = 55;

    [Setting("ENTRY_STOP_PCT", Unit = "fraction", Min = 0, MinExclusive = true, Max = 0.5,
        Help = "Distance of the first stop from the entry price.")]
    public decimal EntryStopPct { get; init; } = 0.01m;

    [Setting("ENTRY_RANDOM_PROBABILITY", Unit = "fraction", Min = 0, Max = 1,
        Help = "Chance of an entry of the random rule, for each symbol and bar.")]
    public double EntryRandomProbability { get; init; } = 0.002;

    [Setting("PAPER_BALANCE_USD", Unit = "USD", Min = 0, MinExclusive = true, Max = 1_000_000_000,
        Help = "Balance of the paper account at the start.")]
    public decimal PaperBalanceUsd { get; init; } = 10_000;

    [Setting("PAPER_TAKER_FEE_BPS", Unit = "bps", Min = 0, Max = 1000, Help = "Fee of a fill on the paper venue.")]
    public decimal PaperTakerFeeBps { get; init; } = 5;

    [Setting("PAPER_SLIPPAGE_BPS", Unit = "bps", Min = 0, Max = 1000,
        Help = "How much worse than the market a fill on the paper venue is.")]
    public decimal PaperSlippageBps { get; init; } = 2;

    [Setting("PAPER_LEVERAGE", Unit = "x", Min = 1, Max = 125, Help = "Leverage of the paper account.")]
    public int PaperLeverage { get; init; } = 10;

    [Setting("PAPER_HEDGE_MODE", Help = "Lets a symbol have a long and a short position at once.")]
    public bool PaperHedgeMode { get; init; }

    [Setting("FALLBACK_STOP_PCT", Unit = "fraction", Min = 0, MinExclusive = true, Max = 0.5,
        Help = "Distance of the stop of a position that came without one.")]
    public decimal FallbackStopPct { get; init; } = 0.02m;
}
