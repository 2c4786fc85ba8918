using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Execution.Stops;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>Settings of the execution stage: the entry rule, the paper venue, and what becomes of orders.</summary>
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

    [Setting("PAPER_MAX_FILL_USD", Unit = "USD", Min = 0, Max = 1_000_000_000,
        Help = "Largest value that a market order finds liquidity for on the paper venue; 0: no limit.")]
    public decimal PaperMaxFillUsd { get; init; }

    [Setting("FALLBACK_STOP_PCT", Unit = "fraction", Min = 0, MinExclusive = true, Max = 0.5,
        Help = "Distance of the stop of a position that came without one.")]
    public decimal FallbackStopPct { get; init; } = 0.02m;

    [Setting("STOP_POLICY", Help = "What moves the stop of a position: profit locks alone, or the trailing stop of the risk proposal too.")]
    public StopPolicy StopPolicy { get; init; } = StopPolicy.Lock;

    [Setting("RISKPROPOSAL_PREFIX", Help = "Start of the risk proposal keys; the symbol follows.")]
    public string RiskProposalPrefix { get; init; } = Keys.RiskProposalPrefix;

    [Setting("EXEC_MAX_ORDER_AGE_SEC", Unit = "s", Min = 1, Max = 3600, Help = "An order that waited longer than this is not sent any more.")]
    public double MaxOrderAgeSeconds { get; init; } = 30;

    [Setting("EXEC_MAX_PARTS", Unit = "orders", Min = 1, Max = 20, Help = "Orders that one close may take when fills are partial.")]
    public int MaxParts { get; init; } = 5;

    [Setting("EXEC_MAX_STOP_REPLACE_PER_MIN", Unit = "orders", Min = 1, Max = 600, Help = "How often the stops of a symbol may be moved within a minute.")]
    public int MaxStopReplacePerMinute { get; init; } = 6;

    [Setting("EXEC_ACCOUNT_REFRESH_SEC", Unit = "s", Min = 0.5, Max = 60, Help = "Longest time between two looks at the venue's account.")]
    public double AccountRefreshSeconds { get; init; } = 5;
}
